// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

class RuleSetTest {
    private static final WireRequest QUERY =
            request("Query", "{\"TableName\":\"Orders\",\"IndexName\":\"byStatus\"}");
    private static final WireRequest BATCH =
            request("BatchGetItem", "{\"RequestItems\":{\"Users\":{},\"Orders\":{}}}");
    private static final WireRequest TRANSACTION =
            request(
                    "TransactWriteItems",
                    """
                    {"TransactItems": [{"Put": {"TableName": "Users"}},
                      {"Update": {"TableName": "Loyalty", "Key": {"TableName": {"S": "Orders"}}}}]}
                    """);

    private static WireRequest request(String operation, String body) {
        return WireRequest.of(
                Map.of("x-amz-target", "DynamoDB_20120810." + operation),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static RuleSet set(FaultScope scope, Share share) {
        return new RuleSet(List.of(new FaultRule("", new Fault.Silence(false), scope, share)), 1);
    }

    private static List<Boolean> met(RuleSet rules, int requests) {
        return IntStream.range(0, requests).mapToObj(_ -> !rules.of(QUERY).isEmpty()).toList();
    }

    @Test
    void a_scope_is_an_operation_a_table_and_an_index() {
        assertThat(new FaultScope(Set.of("Query"), "Orders", "byStatus").has(QUERY)).isTrue();
        assertThat(new FaultScope(Set.of("GetItem"), null, null).has(QUERY)).isFalse();
        assertThat(new FaultScope(Set.of(), "Users", null).has(QUERY)).isFalse();
        assertThat(new FaultScope(Set.of(), null, "byEmail").has(QUERY)).isFalse();
        assertThat(new FaultScope(Set.of(), null, "byStatus").has(BATCH)).isFalse();
    }

    @Test
    void a_batch_and_a_transaction_have_all_their_tables_and_no_other() {
        assertThat(BATCH.tables()).containsExactly("Orders", "Users");
        assertThat(TRANSACTION.tables()).containsExactly("Loyalty", "Users");
    }

    @Test
    void every_nth_and_the_first_are_counted_within_the_scope() {
        assertThat(met(set(FaultScope.ALL, new Share.Every(3)), 6))
                .containsExactly(false, false, true, false, false, true);
        var first = set(new FaultScope(Set.of("Query"), null, null), new Share.First(2));
        first.of(BATCH);
        assertThat(met(first, 3)).containsExactly(true, true, false);
    }

    @Test
    void a_percentage_is_that_of_the_requests_and_repeats_with_its_seed() {
        var share = new Share.Percent(20);
        var once = met(set(FaultScope.ALL, share), 5_000);

        assertThat(met(set(FaultScope.ALL, share), 5_000)).isEqualTo(once);
        assertThat(once.stream().filter(met -> met).count()).isBetween(850L, 1_150L);
        var other =
                new RuleSet(
                        List.of(new FaultRule("", new Fault.Silence(false), FaultScope.ALL, share)),
                        2);
        assertThat(met(other, 5_000)).isNotEqualTo(once);
    }
}

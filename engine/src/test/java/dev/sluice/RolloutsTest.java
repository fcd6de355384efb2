// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.telemetry.RolloutRead;
import dev.sluice.telemetry.RolloutRead.Comparison;
import dev.sluice.telemetry.RolloutRead.Path;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.WireProxy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A field whose list moves from one index to another.
class RolloutsTest {
    private static final String MOVED =
            """
            type Query {
              orders(customer: ID!, first: Int!, after: String): OrderConnection!
                @query(index: "byDay", keyCondition: "customer = $customer", maxItems: 50)
                @auth(rules: [{public: true}])
              newest(customer: ID!): Order
                @query(index: "byDay", keyCondition: "customer = $customer", order: DESC)
                @auth(rules: [{public: true}])
            }
            type Order
              @table(name: "Orders", partitionKey: "{id}", itemSize: 1)
              @index(name: "byCustomer", partitionKey: "{customer}", sortKey: "{day}")
              @index(name: "byDay", partitionKey: "CUSTOMER#{customer}", partitionKeyName: "customerKey", sortKey: "{day}")
              @auth(rules: [{public: true}]) {
              id: ID!
              customer: ID!
              day: String!
              total: Int
            }
            """;
    private static final String SCHEMA =
            MOVED.replace(
                    "type Query {",
                    """
                    type Query {
                      ordersOf(customer: ID!, first: Int!, after: String): OrderConnection!
                        @query(index: "byCustomer", keyCondition: "customer = $customer", maxItems: 50)
                        @auth(rules: [{public: true}])
                        @rollout(to: "orders", by: "tenant")
                      lastOf(customer: ID!): Order
                        @query(index: "byCustomer", keyCondition: "customer = $customer", order: DESC)
                        @auth(rules: [{public: true}])
                        @rollout(to: "newest", percent: 100)
                    """);
    private static final String OLD = "byCustomer";
    private static final String NEW = "byDay";
    private static final int ORDERS = 10;

    @TempDir private static java.nio.file.Path directory;
    private static java.nio.file.Path file;
    private static Api api;

    @BeforeAll
    static void open() throws IOException {
        file = Files.writeString(directory.resolve("settings.json"), "{}");
        api = filled(Api.of(SCHEMA, Map.of("SLUICE_LIVE_SETTINGS", "file:" + file)));
        leaveOutOfTheNewIndex("old");
    }

    /// The new index lacks an item until it is written with the new key.
    private static void leaveOutOfTheNewIndex(String id) {
        api.with("Order", order(id, 0, "sparse"));
        api.dynamoDb()
                .updateItem(update ->
                        update.tableName(api.physicalName("Orders"))
                                .key(Map.of("id", AttributeValue.fromS(id)))
                                .updateExpression("REMOVE customerKey"));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @BeforeEach
    void reset() throws IOException {
        shares("{}");
    }

    private static Api filled(Api target) {
        return target.withAll(
                "Order",
                IntStream.range(0, ORDERS)
                        .mapToObj(number -> order("o" + number, number, "ann"))
                        .toList());
    }

    private static Map<String, Object> order(String id, int number, String customer) {
        return Map.of("id", id, "customer", customer, "day", "2026-01-0" + number, "total", number);
    }

    private static void shares(String shares) throws IOException {
        Files.writeString(file, "{\"rollouts\": {\"Query.ordersOf\": %s}}".formatted(shares));
    }

    private static Who tenant(String tenant) {
        return Who.user("ann").withClaim("tenant", tenant);
    }

    private static Answer page(Who who, int first, String after) {
        return page(api, "ordersOf", who, first, after);
    }

    private static Answer page(Api asked, String field, Who who, int first, String after) {
        return asked.ask(
                who,
                """
                { page: %s(customer: "ann", first: %d, after: %s) {
                  edges { node { id total } } pageInfo { hasNextPage endCursor } } }
                """
                        .formatted(field, first, after.isEmpty() ? "null" : '"' + after + '"'));
    }

    private static List<String> ids(Answer answer) {
        return answer.data("/page/edges").findValuesAsText("id");
    }

    private static String end(Answer answer) {
        return answer.data("/page/pageInfo/endCursor").asText();
    }

    private static List<String> indexes() {
        return api.wire().calls().stream()
                .map(call -> call.body().path("IndexName").asText())
                .sorted()
                .toList();
    }

    private static RolloutRead last() {
        return api.rollouts().getLast();
    }

    @Test
    void without_a_setting_the_old_path_answers() {
        assertThat(ids(page(tenant("t1"), 3, ""))).containsExactly("o0", "o1", "o2");
        assertThat(indexes()).containsExactly(OLD);
        assertThat(last().path()).isEqualTo(Path.OLD);
        assertThat(last().comparison()).isEqualTo(Comparison.NONE);
    }

    @Test
    void with_100_percent_the_new_path_answers_everyone() throws IOException {
        shares("{\"percent\": 100}");

        for (var who : List.of(tenant("t1"), Who.NOBODY)) {
            assertThat(ids(page(who, 3, ""))).containsExactly("o0", "o1", "o2");
            assertThat(indexes()).containsExactly(NEW);
        }
    }

    @Test
    void a_percentage_moves_whole_tenants_and_a_larger_one_only_adds_some() throws IOException {
        var few = moved(20);
        var more = moved(60);

        assertThat(few).hasSizeBetween(2, 20).isEqualTo(moved(20));
        assertThat(more).hasSizeGreaterThan(few.size()).containsAll(few);
        page(Who.NOBODY, 1, "");
        assertThat(indexes()).containsExactly(OLD);
    }

    private static List<String> moved(int percent) throws IOException {
        shares("{\"percent\": %d}".formatted(percent));
        var moved = new ArrayList<String>();
        for (int number = 0; number < 40; number++) {
            page(tenant("t" + number), 1, "");
            if (indexes().equals(List.of(NEW))) {
                moved.add("t" + number);
            }
        }
        return moved;
    }

    @Test
    void the_percentage_of_the_schema_counts_until_a_setting_replaces_it() throws IOException {
        var query = "{ lastOf(customer: \"ann\") { id } }";
        assertThat(api.ask(Who.NOBODY, query).data("/lastOf/id").asText()).isEqualTo("o9");
        assertThat(indexes()).containsExactly(NEW);

        Files.writeString(file, "{\"rollouts\": {\"Query.lastOf\": {\"percent\": 0}}}");
        assertThat(api.ask(Who.NOBODY, query).data("/lastOf/id").asText()).isEqualTo("o9");
        assertThat(indexes()).containsExactly(OLD);
    }

    @Test
    void a_comparison_reads_both_paths_in_the_same_wave_and_changes_nothing() throws IOException {
        var alone = page(tenant("t1"), 3, "");
        shares("{\"compare\": 100}");
        var compared = page(tenant("t1"), 3, "");

        assertThat(ids(compared)).isEqualTo(ids(alone));
        assertThat(indexes()).containsExactly(OLD, NEW);
        assertThat(compared.consumed("waves")).isEqualTo(1);
        assertThat(compared.consumed("requests")).isEqualTo(2);
        assertThat(last())
                .isEqualTo(
                        new RolloutRead(
                                "Query.ordersOf",
                                Path.OLD,
                                Comparison.EQUAL,
                                1,
                                new RolloutRead.Cost(3, 0.5),
                                new RolloutRead.Cost(3, 0.5)));
    }

    @Test
    void the_bound_counts_both_paths() {
        var query = "{ %s(customer: \"ann\", first: 3) { edges { node { id } } } }";
        var both = api.validate(Who.NOBODY, query.formatted("ordersOf")).body();
        var one = api.validate(Who.NOBODY, query.formatted("orders")).body();

        for (var amount : List.of("requests", "readUnits")) {
            var at = "/extensions/cost/bound/" + amount;
            assertThat(both.at(at).asDouble()).isEqualTo(2 * one.at(at).asDouble());
        }
        assertThat(both.at("/extensions/cost/bound/waves"))
                .isEqualTo(one.at("/extensions/cost/bound/waves"));
    }

    @Test
    void an_answer_that_differs_is_reported_and_the_client_gets_the_one_of_its_path()
            throws IOException {
        shares("{\"compare\": 100}");
        var answer =
                api.ask(
                        tenant("t1"),
                        "{ page: ordersOf(customer: \"sparse\", first: 3) { edges { node { id } } } }");

        assertThat(ids(answer)).containsExactly("old");
        assertThat(last().comparison()).isEqualTo(Comparison.DIFFERENT);
        assertThat(last().before().items()).isEqualTo(1);
        assertThat(last().after().items()).isZero();
    }

    @Test
    void a_path_that_fails_in_the_shadow_does_not_change_the_answer() throws IOException {
        shares("{\"compare\": 100}");
        api.wire().reset();
        api.wire()
                .hook((request, next) ->
                        NEW.equals(request.body().path("IndexName").asText())
                                ? WireProxy.Reply.error(400, "ValidationException")
                                : next.forward(request.body()));
        var answer =
                api.send(
                        tenant("t1"),
                        Map.of(
                                "query",
                                "{ page: ordersOf(customer: \"ann\", first: 3) { edges { node { id } } } }"));

        assertThat(answer.codes()).isEmpty();
        assertThat(ids(answer)).containsExactly("o0", "o1", "o2");
        assertThat(last().comparison()).isEqualTo(Comparison.FAILED);
    }

    @Test
    void a_list_that_was_begun_goes_on_by_its_path_after_the_cut_over_and_after_the_way_back()
            throws IOException {
        var begun = page(tenant("t1"), 4, "");
        shares("{\"percent\": 100, \"compare\": 100}");
        var continued = page(tenant("t1"), 4, end(begun));
        assertThat(indexes()).containsExactly(OLD);
        assertThat(ids(continued)).containsExactly("o4", "o5", "o6", "o7");

        var moved = page(tenant("t1"), 4, "");
        shares("{}");
        var back = page(tenant("t1"), 10, end(moved));
        assertThat(indexes()).containsExactly(NEW);
        assertThat(ids(back)).containsExactly("o4", "o5", "o6", "o7", "o8", "o9");
        assertThat(page(tenant("t1"), 4, "none").codes()).containsExactly("BAD_CURSOR");
    }

    @Test
    void a_list_of_the_new_path_goes_on_when_its_index_is_the_only_one() throws IOException {
        shares("{\"percent\": 100}");
        var begun = page(tenant("t1"), 4, "");
        var after =
                MOVED.replace("  orders(customer", "  ordersOf(customer")
                        .replace(
                                "  @index(name: \"byCustomer\", partitionKey: \"{customer}\", sortKey: \"{day}\")\n",
                                "");

        try (var next = filled(Api.unseen(after))) {
            assertThat(ids(page(next, "ordersOf", tenant("t1"), 10, end(begun))))
                    .containsExactly("o4", "o5", "o6", "o7", "o8", "o9");
        }
    }
}

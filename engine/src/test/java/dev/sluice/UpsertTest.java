// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// What upserts create, also if an expired item has the same key.
class UpsertTest {
    private static final Who ANN = Who.user("ann");
    private static final Who BOB = Who.user("bob");
    private static final Instant LATER = Api.NOW.plusSeconds(3_600);
    private static final String VISIT =
            "visit(site: \"s\", id: \"1\", until: \"%s\") { count version }".formatted(LATER);

    private Api api;

    @BeforeEach
    void open() {
        api = Api.of(Schemas.read("upserts.graphqls"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Answer ask(Who who, String field) {
        return api.ask(who, "mutation { f: " + field + " }");
    }

    /// Stores an item of another owner, with everything that a new one lacks.
    private void visited(String id, Instant until) {
        api.withRaw(
                "Visit",
                Map.of(
                        "site",
                        "s",
                        "id",
                        id,
                        "visitor",
                        "bob",
                        "state",
                        "OLD",
                        "note",
                        "old",
                        "count",
                        41,
                        "version",
                        9,
                        "until",
                        until.toString()),
                Map.of(
                        "place", AttributeValue.fromS("elsewhere"),
                        "total", AttributeValue.fromN("77"),
                        "tags", AttributeValue.fromSs(List.of("old")),
                        "log", AttributeValue.fromL(List.of(AttributeValue.fromS("old"))),
                        "stray", AttributeValue.fromS("old")));
    }

    private Map<String, AttributeValue> stored(String id) {
        var key = Map.of("pk", AttributeValue.fromS("SITE#s"), "id", AttributeValue.fromS(id));
        return api.dynamoDb()
                .getItem(get -> get.tableName(api.physicalName("Visits")).key(key))
                .item();
    }

    private void forget(String id) {
        var key = Map.of("pk", AttributeValue.fromS("SITE#s"), "id", AttributeValue.fromS(id));
        api.dynamoDb().deleteItem(delete -> delete.tableName(api.physicalName("Visits")).key(key));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    visit(site: "s", id: "1", until: "%1$s") { count version }                                  | UpdateItem | PutItem
                    visit(site: "s", id: "1", note: "new") { count version }                                    | UpdateItem | PutItem
                    visitOnce(site: "s", id: "1", until: "%1$s", clientRequestToken: "%2$s") { count version }  | TransactWriteItems | TransactWriteItems
                    visitAll(site: "s", ids: [{id: "1"}, {id: "2", note: "new"}], until: "%1$s") { note }       | TransactWriteItems | TransactWriteItems
                    """)
    void an_expired_item_is_left_as_one_that_is_not_there(
            String field, String first, String second) {
        ask(ANN, field.formatted(LATER, "t1"));
        var created = stored("1");
        var other = stored("2");
        forget("1");
        forget("2");
        visited("1", Api.NOW);
        visited("2", Api.NOW.minusSeconds(86_400));

        var answer = ask(ANN, field.formatted(LATER, "t2"));

        assertThat(answer.errors()).isEmpty();
        assertThat(api.wire().operations()).startsWith(first, second);
        assertThat(api.wire().operations()).filteredOn(name -> !name.equals("GetItem")).hasSize(2);
        assertThat(stored("1"))
                .isEqualTo(created)
                .containsEntry("version", AttributeValue.fromN("1"));
        if (!other.isEmpty()) {
            assertThat(stored("2")).isEqualTo(other);
        }
        assertThat(answer.consumed("requests"))
                .isEqualTo(api.wire().calls().size())
                .isLessThanOrEqualTo(answer.body().at("/extensions/cost/bound/requests").asInt());
        assertThat(api.drifts()).isEmpty();
    }

    @Test
    void a_live_item_is_changed_by_one_request() {
        visited("1", Api.NOW.plusSeconds(1));
        assertThat(ask(BOB, VISIT).data("/f").toString())
                .isEqualTo(
                        """
                        {"count":42,"version":10}\
                        """);
        assertThat(api.wire().operations()).containsExactly("UpdateItem");
        assertThat(stored("1")).containsKey("stray");
    }

    @Test
    void the_bound_counts_a_second_request_only_if_items_expire() {
        assertThat(bound(VISIT, "requests")).isEqualTo(2);
        assertThat(bound("mark(id: \"m\", input: {}) { id }", "requests")).isEqualTo(1);
    }

    private int bound(String field, String what) {
        var answer = api.validated(ANN, "mutation { " + field + " }");
        return answer.body().at("/extensions/cost/bound/" + what).asInt();
    }

    @Test
    void a_live_item_of_another_is_hidden_and_an_expired_one_is_nobodys() {
        visited("1", LATER);
        assertThat(ask(ANN, VISIT).errors()).containsExactly("/f NOT_FOUND");
        assertThat(api.wire().operations()).containsExactly("UpdateItem");
        visited("1", Api.NOW);
        assertThat(ask(ANN, VISIT).errors()).isEmpty();
    }

    @Test
    void a_condition_is_checked_on_no_item_if_the_item_has_expired() {
        var lock = "lock(id: \"l\", until: \"%s\") { holder }".formatted(LATER);
        api.with("Lock", Map.of("id", "l", "holder", "bob", "until", LATER.toString()));
        assertThat(ask(ANN, lock).errors()).containsExactly("/f LOCKED");
        assertThat(api.wire().operations()).containsExactly("UpdateItem");
        api.with("Lock", Map.of("id", "l", "holder", "bob", "until", Api.NOW.toString()));
        assertThat(ask(ANN, lock).data("/f/holder").asText()).isEqualTo("ann");

        api.with("Lock", Map.of("id", "l", "holder", "ann", "until", Api.NOW.toString()));
        var relock = lock.replace("lock(", "relock(");
        assertThat(ask(ANN, relock.replace("\"l\"", "\"none\"")).errors())
                .containsExactly("/f NOT_HELD");
        assertThat(ask(ANN, relock).errors()).containsExactly("/f NOT_HELD");
    }

    @Test
    void an_item_that_another_request_renews_first_is_changed() {
        visited("1", Api.NOW);
        var isFirst = new AtomicBoolean(true);
        api.wire().reset();
        api.wire()
                .hook((request, next) -> {
                    if (request.operation().equals("PutItem") && isFirst.getAndSet(false)) {
                        visited("1", LATER);
                    }
                    return next.forward(request.body());
                });
        var answer = api.send(BOB, Map.of("query", "mutation { f: " + VISIT + " }"));
        assertThat(answer.data("/f/count").asInt()).isEqualTo(42);
        assertThat(api.wire().operations()).containsExactly("UpdateItem", "PutItem", "UpdateItem");
    }

    @Test
    void a_refusal_of_another_write_is_reported_though_an_item_has_expired() {
        visited("1", Api.NOW);
        visited("2", LATER);
        var all =
                "visitAll(site: \"s\", ids: [{id: \"1\"}, {id: \"2\"}], until: \"%s\") { id }"
                        .formatted(LATER);
        assertThat(WritesTest.extensions(ask(ANN, all)))
                .isEqualTo(
                        """
                        {"code":"NOT_FOUND","applied":"no","write":1,"type":"Visit","element":1}\
                        """);
        assertThat(stored("1")).containsEntry("count", AttributeValue.fromN("41"));
        assertThat(api.wire().operations()).containsExactly("TransactWriteItems");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mark(id: \"m\", input: {}) { id note }",
                "markOnce(id: \"m\", input: {}, clientRequestToken: \"t\") { id note }",
                "markOnce(id: \"m\", input: {note: null}, clientRequestToken: \"t\") { id note }"
            })
    void an_upsert_of_nothing_creates_the_item(String field) {
        var answer = ask(ANN, field);
        assertThat(answer.data("/f").toString())
                .isEqualTo(
                        """
                        {"id":"m","note":null}\
                        """);
        assertThat(marks()).containsExactly(Map.of("id", AttributeValue.fromS("m")));
        api.with("Mark", Map.of("id", "m", "note", "old"));
        var again = ask(ANN, field.replace("\"t\"", "\"again\""));
        assertThat(again.data("/f/note").asText())
                .isEqualTo(field.contains("null") ? "null" : "old");
    }

    @Test
    void an_update_of_nothing_creates_nothing_in_a_transaction() {
        var none = "remarkOnce(id: \"m\", input: {}, clientRequestToken: \"t\") { id note }";
        assertThat(ask(ANN, none).errors()).containsExactly("/f NOT_FOUND");
        assertThat(marks()).isEmpty();
        api.with("Mark", Map.of("id", "m", "note", "old"));
        assertThat(ask(ANN, none).data("/f/note").asText()).isEqualTo("old");
        assertThat(marks()).hasSize(1);
    }

    private List<Map<String, AttributeValue>> marks() {
        return api.dynamoDb().scan(scan -> scan.tableName(api.physicalName("Marks"))).items();
    }

    @Test
    void a_token_of_a_pinned_type_is_of_one_tenant() {
        var take = "takeSlot(id: \"1\", clientRequestToken: \"t\") { id holder }";
        for (var tenant : List.of("red", "blue", "red")) {
            assertThat(ask(ANN.withClaim("tenant", tenant), take).data("/f").toString())
                    .isEqualTo(
                            """
                            {"id":"1","holder":"ann"}\
                            """);
        }
        assertThat(api.dynamoDb().scan(scan -> scan.tableName(api.physicalName("Slots"))).items())
                .extracting(item -> item.get("tenant"))
                .containsExactlyInAnyOrder(
                        AttributeValue.fromS("red"), AttributeValue.fromS("blue"));
    }

    @Test
    void a_token_belongs_to_one_tenant_even_if_a_pinned_type_is_only_read() {
        for (var tenant : List.of("red", "blue")) {
            api.with("Slot", Map.of("tenant", tenant, "id", "1", "holder", "ann", "note", tenant));
            var take = "takeMarked(id: \"1\", clientRequestToken: \"t\") { note }";
            assertThat(ask(ANN.withClaim("tenant", tenant), take).data("/f/note").asText())
                    .isEqualTo(tenant);
        }
    }
}

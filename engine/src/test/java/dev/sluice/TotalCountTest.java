// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A list says how many items it has, if that is known within its `maxCount`, and if it reveals no
/// item that the caller may not see.
class TotalCountTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: %s, readUnits: 2000, writeUnits: 0%s) { query: Query }
            union Entry = Order | Memo
            type Order @table(name: "Orders", partitionKey: "{customer}", sortKey: "ORDER#{id}", itemSize: 1, ttl: "ends", deletedAt: "gone")
              @index(name: "byState", partitionKey: "STATE#{state}", sortKey: "{id}", project: [])
              @auth(rules: [{owner: "customer"}, {group: "staff"}]) {
              customer: ID!
              id: ID!
              state: String
              size: Int
              ends: DateTime
              gone: DateTime
            }
            type Memo @table(name: "Orders", partitionKey: "{customer}", sortKey: "MEMO#{id}", itemSize: 1)
              @auth(rules: [{group: "staff"}]) {
              customer: ID!
              id: ID!
            }
            type Doc @table(name: "Docs", partitionKey: "{id}", itemSize: 1)
              @index(name: "byOwner", partitionKey: "OWNER#{owner}", sortKey: "{id}")
              @auth(rules: [{owner: "owner"}]) {
              id: ID!
              owner: ID!
            }
            type Picture @table(name: "Pictures", partitionKey: "{album}", sortKey: "{id}", itemSize: 400)
              @auth(rules: [{public: true}]) {
              album: ID!
              id: ID!
              data: String
            }
            type Query {
              orders(customer: ID!, first: Int! = 2, after: String): OrderConnection!
                @query(keyCondition: "customer = $customer", maxCount: 5) @auth(rules: [{signedIn: true}])
              large(customer: ID!, least: Int, first: Int! = 2, after: String): OrderConnection!
                @query(keyCondition: "customer = $customer", filter: "size >= $least", maxItems: 5, maxRead: 5, maxCount: 5)
                @auth(rules: [{signedIn: true}])
              states(first: Int! = 2, after: String): OrderConnection!
                @query(index: "byState", keyCondition: "state IN ('NEW', 'PAID')", maxCount: 5)
                @auth(rules: [{group: "staff"}])
              uncounted(customer: ID!, first: Int! = 2, after: String): OrderConnection!
                @query(keyCondition: "customer = $customer") @auth(rules: [{signedIn: true}])
              entries(customer: ID!, first: Int! = 2, after: String): EntryConnection!
                @query(keyCondition: "customer = $customer", maxCount: 5) @auth(rules: [{signedIn: true}])
              docs(first: Int! = 2, after: String): DocConnection!
                @query(index: "byOwner", keyCondition: "owner = $claims.sub", maxCount: 5) @auth(rules: [{signedIn: true}])
              pictures(album: ID!, first: Int! = 1, after: String): PictureConnection!
                @query(keyCondition: "album = $album", maxCount: 7) @auth(rules: [{public: true}])
            }
            """;
    private static final Who STAFF = Who.user("eve", "staff");
    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA.formatted(20, ""));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static void order(String customer, int number, Map<String, Object> further) {
        var fields = new HashMap<>(further);
        fields.put("customer", customer);
        fields.put("id", "o" + number);
        api.with("Order", fields);
    }

    private static void orders(String customer, int count) {
        IntStream.range(0, count).forEach(number -> order(customer, number, Map.of()));
    }

    private static Answer ask(Who who, String list) {
        var answer =
                api.ask(
                        who,
                        "{ list: %s { totalCount countIsPartial pageInfo { endCursor } edges { node { __typename } } } }"
                                .formatted(list));
        var cost = answer.body().at("/extensions/cost");
        for (var amount : List.of("requests", "waves", "readUnits")) {
            assertThat(cost.at("/consumed/" + amount).asDouble())
                    .isLessThanOrEqualTo(cost.at("/bound/" + amount).asDouble());
        }
        assertThat(api.wire().operations()).hasSize(answer.consumed("requests"));
        return answer;
    }

    private static void assertCount(Answer answer, int count) {
        assertThat(answer.codes()).isEmpty();
        assertThat(answer.data("/list/totalCount").asInt(-1)).isEqualTo(count);
        assertThat(answer.data("/list/countIsPartial").asBoolean(true)).isFalse();
    }

    private static void assertUnknown(Answer answer) {
        assertThat(answer.codes()).isEmpty();
        assertThat(answer.data("/list/totalCount").isNull()).isTrue();
        assertThat(answer.data("/list/countIsPartial").asBoolean()).isTrue();
    }

    @Test
    void counts_at_most_max_count_items() {
        orders("five", 5);
        orders("six", 6);
        assertCount(ask(STAFF, "orders(customer: \"none\")"), 0);
        assertCount(ask(STAFF, "orders(customer: \"five\")"), 5);
        assertUnknown(ask(STAFF, "orders(customer: \"six\")"));
    }

    @Test
    void the_count_is_that_of_the_whole_list_on_each_page() {
        orders("paging", 5);
        var first = ask(STAFF, "orders(customer: \"paging\")");
        var cursor = first.data("/list/pageInfo/endCursor").asText();
        var last = ask(STAFF, "orders(customer: \"paging\", first: 9, after: \"" + cursor + "\")");
        assertThat(last.data("/list/edges")).hasSize(3);
        assertCount(last, 5);
    }

    @Test
    void the_count_is_read_in_the_wave_of_the_page_and_only_if_it_is_selected() {
        orders("wave", 3);
        var counted = ask(STAFF, "orders(customer: \"wave\")");
        assertThat(counted.consumed("requests")).isEqualTo(2);
        assertThat(counted.consumed("waves")).isEqualTo(1);
        api.ask(STAFF, "{ orders(customer: \"wave\") { edges { node { id } } } }");
        assertThat(api.wire().operations()).hasSize(1);
    }

    @Test
    void items_that_no_page_shows_are_not_counted() {
        orders("gaps", 2);
        order("gaps", 7, Map.of("ends", "2026-11-20T11:59:00Z"));
        api.withRaw(
                "Order",
                Map.of("customer", "gaps", "id", "o8"),
                Map.of("gone", AttributeValue.fromS("2026-11-20T11:59:00.000Z")));
        api.withRaw(
                "Order",
                Map.of("customer", "gaps", "id", "o9"),
                Map.of("sk", AttributeValue.fromS("ORDER#%6f9")));
        var answer = ask(STAFF, "orders(customer: \"gaps\", first: 9)");
        assertThat(answer.data("/list/edges")).hasSize(2);
        assertCount(answer, 2);
    }

    @Test
    void a_filter_applies_and_what_it_drops_is_read() {
        IntStream.range(0, 4).forEach(size -> order("sizes", size, Map.of("size", size)));
        assertCount(ask(STAFF, "large(customer: \"sizes\", least: 2)"), 2);
        assertCount(ask(STAFF, "large(customer: \"sizes\")"), 4);
        IntStream.range(4, 6).forEach(size -> order("sizes", size, Map.of("size", 0)));
        assertUnknown(ask(STAFF, "large(customer: \"sizes\", least: 2)"));
    }

    @Test
    void partitions_are_counted_together() {
        order("s", 1, Map.of("state", "NEW"));
        order("s", 2, Map.of("state", "PAID"));
        order("s", 3, Map.of("state", "PAID"));
        order("s", 4, Map.of("state", "SENT"));
        var answer = ask(STAFF, "states");
        assertCount(answer, 3);
        assertThat(answer.data("/list/edges")).hasSize(2);
        for (int number = 5; number < 8; number++) {
            order("s", number, Map.of("state", "NEW"));
        }
        assertUnknown(ask(STAFF, "states"));
    }

    /// Another writer has changed the owner, and not the key of the index.
    @Test
    void an_item_whose_index_key_names_a_former_owner_is_not_counted() {
        api.with("Doc", Map.of("id", "d1", "owner", "ann"));
        api.withRaw(
                "Doc",
                Map.of("id", "d2", "owner", "bob"),
                Map.of("byOwnerPk", AttributeValue.fromS("OWNER#ann")));
        var answer = ask(Who.user("ann"), "docs");
        assertThat(answer.data("/list/edges")).hasSize(1);
        assertCount(answer, 1);
    }

    @Test
    void a_caller_who_may_see_no_item_counts_none() {
        orders("ann", 3);
        assertCount(ask(Who.user("ann"), "orders(customer: \"ann\")"), 3);
        assertCount(ask(Who.user("bob"), "orders(customer: \"ann\")"), 0);
        assertThat(api.wire().operations()).isEmpty();
    }

    @Test
    void nothing_is_counted_for_a_caller_who_may_see_only_some_of_the_types() {
        orders("two", 2);
        api.with("Memo", Map.of("customer", "two", "id", "m1"));
        assertCount(ask(STAFF, "entries(customer: \"two\")"), 3);
        assertUnknown(ask(Who.user("two"), "entries(customer: \"two\")"));
        assertThat(api.wire().operations()).containsExactly("Query");
    }

    @Test
    void a_list_without_max_count_is_not_counted() {
        orders("free", 1);
        assertUnknown(ask(STAFF, "uncounted(customer: \"free\")"));
        assertThat(api.wire().operations()).containsExactly("Query");
    }

    private static void pictures(Api api, String album, int count) {
        for (int number = 0; number < count; number++) {
            api.with(
                    "Picture",
                    Map.of("album", album, "id", "p" + number, "data", "x".repeat(399 * 1_024)));
        }
    }

    @Test
    void each_megabyte_takes_a_request_and_a_wave() {
        pictures(api, "all", 7);
        var answer = ask(STAFF, "pictures(album: \"all\")");
        assertCount(answer, 7);
        var bound = answer.body().at("/extensions/cost/bound");
        assertThat(answer.consumed("requests")).isBetween(4, bound.path("requests").asInt());
        assertThat(answer.consumed("waves")).isEqualTo(answer.consumed("requests") - 1);
        assertThat(bound.path("requests").asInt()).isEqualTo(7);
        assertThat(bound.path("waves").asInt()).isEqualTo(6);
    }

    @Test
    void a_budget_ends_the_count_and_keeps_the_page() {
        try (var tight = Api.of(SCHEMA.formatted(3, ", enforce: BUDGET"))) {
            pictures(tight, "all", 7);
            var answer =
                    tight.ask(
                            Who.NOBODY,
                            "{ pictures(album: \"all\") { totalCount edges { node { id } } } }");
            assertThat(answer.codes()).containsExactly("OPERATION_TOO_EXPENSIVE");
            assertThat(answer.body().at("/errors/0/path").toString())
                    .isEqualTo("[\"pictures\",\"totalCount\"]");
            assertThat(answer.data("/pictures/edges")).hasSize(1);
            assertThat(tight.wire().operations()).hasSizeLessThanOrEqualTo(3);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Each page is one Query, and following `endCursor` returns every item once.
class PagesTest {
    private static final String SCHEMA =
            """
            type Event @table(name: "Events", partitionKey: "{stream}", sortKey: "{id}", ttl: "expiresAt")
              @auth(rules: [{public: true}]) {
              stream: ID!
              id: ID!
              size: Int
              order: String
              text: String
              expiresAt: DateTime
            }
            type Query {
              events(stream: ID!, first: Int! = 20, after: String): EventConnection!
                @query(keyCondition: "stream = $stream", maxItems: 100) @auth(rules: [{public: true}])
              latest(stream: ID!, first: Int! = 20, after: String): EventConnection!
                @query(keyCondition: "stream = $stream", order: DESC, maxItems: 100) @auth(rules: [{public: true}])
              from(stream: ID!, from: ID, first: Int! = 20, after: String): EventConnection!
                @query(keyCondition: "stream = $stream AND id >= $from") @auth(rules: [{public: true}])
              ordered(stream: ID!, order: String!, first: Int! = 5, after: String): EventConnection!
                @query(keyCondition: "stream = $stream", filter: "order = $order AND size > 0", maxItems: 5, maxRead: 10)
                @auth(rules: [{public: true}])
              oldest(stream: ID!): Event @query(keyCondition: "stream = $stream") @auth(rules: [{public: true}])
              event(stream: ID!, id: ID!): Event @getItem(key: "stream = $stream AND id = $id")
                @auth(rules: [{public: true}])
            }
            """;

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        api.withAll("Event", events("few", 100, 5));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void
            pages_of_20_give_2000_items_once_and_in_order_while_others_come_and_go_before_the_cursor() {
        api.withAll("Event", events("many", 2_000, 3));
        var expected = IntStream.range(0, 2_000).mapToObj("e%06d"::formatted).toList();
        var seen = new ArrayList<String>();
        String after = null;
        do {
            var answer = page("events", "many", 20, after);
            assertThat(api.wire().operations()).containsExactly("Query");
            var ids = answer.data("/events/edges").findValuesAsText("id");
            seen.addAll(ids);
            after = cursor(answer, "events");
            delete("many", ids.getLast());
            delete("many", ids.getFirst());
            api.with("Event", Map.of("stream", "many", "id", ids.getFirst() + "-inserted"));
        } while (after != null);

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void descending_pages_give_each_item_once_in_the_other_order() {
        var seen = new ArrayList<String>();
        String after = null;
        do {
            var answer = page("latest", "few", 30, after);
            seen.addAll(answer.data("/latest/edges").findValuesAsText("id"));
            after = cursor(answer, "latest");
        } while (after != null);

        assertThat(seen)
                .isEqualTo(
                        IntStream.range(0, 100).mapToObj(i -> "e%06d".formatted(99 - i)).toList());
    }

    @Test
    void a_page_says_whether_there_is_more_and_reads_one_item_more_than_it_shows() {
        var some = page("events", "few", 99, null);
        assertThat(api.wire().calls().getFirst().body().path("Limit").asInt()).isEqualTo(100);
        assertThat(some.data("/events/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(some.data("/events/pageInfo/hasPreviousPage").asBoolean()).isFalse();

        var all = page("events", "few", 100, null);
        assertThat(all.data("/events/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(all.data("/events/edges").size()).isEqualTo(100);

        var rest = page("events", "few", 50, some.data("/events/pageInfo/endCursor").asText());
        assertThat(rest.data("/events/edges").findValuesAsText("id")).containsExactly("e000099");
        assertThat(rest.data("/events/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(rest.data("/events/pageInfo/hasPreviousPage").asBoolean()).isTrue();
    }

    @Test
    void the_cursor_of_an_edge_continues_after_that_edge() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ events(stream: \"few\", first: 3) { edges { cursor node { id } } pageInfo { startCursor endCursor } } }");
        var rest = page("events", "few", 1, answer.data("/events/edges/1/cursor").asText());

        assertThat(rest.data("/events/edges/0/node/id").asText()).isEqualTo("e000002");
        assertThat(answer.data("/events/pageInfo/startCursor").asText()).isNotEmpty();
    }

    @Test
    void a_page_without_items_is_empty_and_the_last() {
        var answer = page("events", "nothing", 20, null);

        assertThat(answer.data("/events/edges")).isEmpty();
        assertThat(answer.data("/events/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(answer.data("/events/pageInfo/endCursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void a_size_out_of_range_is_refused_and_the_cap_is_named(int first) {
        for (var answer :
                List.of(
                        page("events", "few", first, null),
                        api.ask(
                                Who.NOBODY,
                                "{ events(stream: \"few\", first: %d) { pageInfo { hasNextPage } } }"
                                        .formatted(first)))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.codes()).containsExactly("BAD_USER_INPUT");
            assertThat(answer.body().at("/errors/0/extensions/argument").asText())
                    .isEqualTo("first");
            assertThat(answer.body().at("/errors/0/extensions/maximum").asInt()).isEqualTo(100);
            assertThat(api.wire().calls()).isEmpty();
        }
    }

    @Test
    void a_size_that_is_not_a_32_bit_integer_is_refused() {
        for (Object first : List.of(2_147_483_648L, 1.5, "20", true)) {
            var answer =
                    api.ask(
                            Who.NOBODY,
                            "query($n: Int!) { events(stream: \"few\", first: $n) { edges { cursor } } }",
                            Map.of("n", first));
            assertThat(answer.codes()).containsExactly("BAD_USER_INPUT");
            assertThat(answer.body().at("/errors/0/extensions/variable").asText()).isEqualTo("n");
        }
        var nothing = new HashMap<String, @Nullable Object>();
        nothing.put("n", null);
        var answer =
                api.ask(
                        Who.NOBODY,
                        "query($n: Int) { events(stream: \"few\", first: $n) { edges { cursor } } }",
                        nothing);
        assertThat(answer.codes()).containsExactly("BAD_USER_INPUT");
        assertThat(
                        api.ask(
                                        Who.NOBODY,
                                        "{ events(stream: \"few\", first: null) { edges { cursor } } }")
                                .codes())
                .containsExactly("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void a_page_cut_by_the_1_MB_limit_says_there_is_more() {
        var large = "x".repeat(90_000);
        api.withAll(
                "Event",
                IntStream.range(0, 25)
                        .mapToObj(i ->
                                Map.of(
                                        "stream",
                                        "large",
                                        "id",
                                        "e%06d".formatted(i),
                                        "text",
                                        large))
                        .toList());
        var seen = new ArrayList<String>();
        String after = null;
        int pages = 0;
        do {
            var answer =
                    api.ask(
                            Who.NOBODY,
                            "query($after: String) { events(stream: \"large\", first: 25, after: $after) { edges { node { id text } } pageInfo { hasNextPage endCursor } } }",
                            variables(after));
            seen.addAll(answer.data("/events/edges").findValuesAsText("id"));
            after = cursor(answer, "events");
            pages++;
        } while (after != null);

        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(25).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void expired_items_are_missing_everywhere_and_pages_of_them_still_advance() {
        var expired = Api.NOW.minusSeconds(1).toString();
        api.withAll(
                "Event",
                IntStream.range(0, 60)
                        .<Map<String, Object>>mapToObj(i ->
                                i % 20 == 19
                                        ? Map.of(
                                                "stream",
                                                "ttl",
                                                "id",
                                                "e%06d".formatted(i),
                                                "expiresAt",
                                                Api.NOW.plusSeconds(1).toString())
                                        : Map.of(
                                                "stream",
                                                "ttl",
                                                "id",
                                                "e%06d".formatted(i),
                                                "expiresAt",
                                                expired))
                        .toList());
        var seen = new ArrayList<String>();
        String after = null;
        int pages = 0;
        do {
            var answer = page("events", "ttl", 10, after);
            seen.addAll(answer.data("/events/edges").findValuesAsText("id"));
            after = cursor(answer, "events");
            assertThat(++pages).isLessThan(20);
        } while (after != null);

        assertThat(seen).containsExactly("e000019", "e000039", "e000059");
        assertThat(
                        api.ask(Who.NOBODY, "{ event(stream: \"ttl\", id: \"e000000\") { id } }")
                                .data("/event")
                                .isNull())
                .isTrue();
        assertThat(
                        api.ask(Who.NOBODY, "{ event(stream: \"ttl\", id: \"e000019\") { id } }")
                                .data("/event/id")
                                .asText())
                .isEqualTo("e000019");
        assertThat(
                        api.ask(Who.NOBODY, "{ oldest(stream: \"ttl\") { id } }")
                                .data("/oldest/id")
                                .asText())
                .isEqualTo("e000019");
    }

    @Test
    void a_filtered_page_of_nothing_still_advances() {
        api.withAll("Event", events("filtered", 40, 7));
        api.with(
                "Event",
                Map.of("stream", "filtered", "id", "e000035", "order", "other", "size", 1));
        var ends = new ArrayList<String>();
        var seen = new ArrayList<String>();
        String after = null;
        do {
            var answer =
                    api.ask(
                            Who.NOBODY,
                            "query($after: String) { ordered(stream: \"filtered\", order: \"other\", after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }",
                            variables(after));
            assertThat(api.wire().operations()).containsExactly("Query");
            assertThat(api.wire().calls().getFirst().body().path("Limit").asInt()).isEqualTo(10);
            seen.addAll(answer.data("/ordered/edges").findValuesAsText("id"));
            after = cursor(answer, "ordered");
            ends.add(String.valueOf(after));
        } while (after != null);

        assertThat(seen).containsExactly("e000035");
        assertThat(ends).hasSizeBetween(4, 5).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":v0",
                "#n0",
                ":kp",
                "size",
                "AND",
                "') OR (size > :v1",
                "{\"S\":\"x\"}",
                "$order"
            })
    void values_that_look_like_expressions_are_values(String order) {
        var stream = "reserved";
        api.with("Event", Map.of("stream", stream, "id", order, "order", order, "size", 1));
        var answer =
                api.ask(
                        Who.NOBODY,
                        "query($o: String!) { ordered(stream: \"reserved\", order: $o) { edges { node { id order size } } } }",
                        Map.of("o", order));

        assertThat(answer.data("/ordered/edges").findValuesAsText("order")).containsExactly(order);
        assertThat(answer.data("/ordered/edges").findValuesAsText("size")).containsExactly("1");
    }

    @Test
    void the_last_key_term_is_dropped_when_its_value_is_null() {
        assertThat(from("{ from(stream: \"few\") { edges { node { id } } } }"))
                .hasSize(20)
                .startsWith("e000000");
        assertThat(from("{ from(stream: \"few\", from: null) { edges { node { id } } } }"))
                .hasSize(20);
        assertThat(from("{ from(stream: \"few\", from: \"e000097\") { edges { node { id } } } }"))
                .containsExactly("e000097", "e000098", "e000099");
    }

    private static List<String> from(String query) {
        return api.ask(Who.NOBODY, query).data("/from/edges").findValuesAsText("id");
    }

    @Test
    void an_object_in_place_of_a_page_is_its_first_item() {
        assertThat(
                        api.ask(Who.NOBODY, "{ oldest(stream: \"few\") { id } }")
                                .data("/oldest/id")
                                .asText())
                .isEqualTo("e000000");
        assertThat(
                        api.ask(Who.NOBODY, "{ oldest(stream: \"none\") { id } }")
                                .data("/oldest")
                                .isNull())
                .isTrue();
    }

    @Test
    void a_page_is_read_at_the_time_of_its_request() {
        api.with(
                "Event",
                Map.of(
                        "stream",
                        "clock",
                        "id",
                        "e1",
                        "expiresAt",
                        Api.NOW.plusSeconds(60).toString()));
        assertThat(
                        api.ask(Who.NOBODY, "{ oldest(stream: \"clock\") { id } }")
                                .data("/oldest/id")
                                .asText())
                .isEqualTo("e1");
        api.at(Api.NOW.plus(Duration.ofMinutes(2)));
        try {
            assertThat(
                            api.ask(Who.NOBODY, "{ oldest(stream: \"clock\") { id } }")
                                    .data("/oldest")
                                    .isNull())
                    .isTrue();
        } finally {
            api.at(Api.NOW);
        }
    }

    private static Answer page(String field, String stream, int first, @Nullable String after) {
        var variables = variables(after);
        variables.put("stream", stream);
        variables.put("first", first);
        return api.ask(
                Who.NOBODY,
                "query($stream: ID!, $first: Int!, $after: String) { %s(stream: $stream, first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }"
                        .formatted(field),
                variables);
    }

    private static Map<String, @Nullable Object> variables(@Nullable String after) {
        var variables = new HashMap<String, @Nullable Object>();
        variables.put("after", after);
        return variables;
    }

    private static @Nullable String cursor(Answer answer, String field) {
        assertThat(answer.errors()).isEmpty();
        return answer.data("/" + field + "/pageInfo/hasNextPage").asBoolean()
                ? answer.data("/" + field + "/pageInfo/endCursor").asText()
                : null;
    }

    private static List<Map<String, Object>> events(String stream, int count, int size) {
        return IntStream.range(0, count)
                .<Map<String, Object>>mapToObj(i ->
                        Map.of(
                                "stream",
                                stream,
                                "id",
                                "e%06d".formatted(i),
                                "size",
                                size,
                                "order",
                                "usual"))
                .toList();
    }

    private static void delete(String stream, String id) {
        api.dynamoDb()
                .deleteItem(item ->
                        item.tableName(api.physicalName("Events"))
                                .key(
                                        Map.of(
                                                "stream",
                                                AttributeValue.fromS(stream),
                                                "id",
                                                AttributeValue.fromS(id))));
    }
}

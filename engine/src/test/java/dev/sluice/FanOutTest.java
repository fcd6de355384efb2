// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A list whose key condition has several partition keys is one list, in the order of the sort key.
class FanOutTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 8, readUnits: 60, writeUnits: 0) { query: Query }
            enum Level { LOW MIDDLE HIGH }
            type Event @table(name: "Events", partitionKey: "{day}#{shard}", sortKey: "{id}", itemSize: 1, ttl: "ends")
              @index(name: "byLevel", partitionKey: "{level}", sortKey: "{at}", project: ["day"])
              @index(name: "byAt", partitionKey: "{at:month}", sortKey: "{at}")
              @auth(rules: [{public: true}]) {
              day: ID!
              shard: ID!
              id: ID!
              level: Level!
              at: DateTime!
              size: Int!
              ends: DateTime
            }
            type Query {
              events(day: ID!, order: SortOrder, first: Int, after: String, last: Int, before: String): EventConnection!
                @query(keyCondition: "day = $day AND shard IN ('2', '0', '1')", order: "$order")
                @auth(rules: [{public: true}])
              some(day: ID!, first: Int, after: String, last: Int, before: String): EventConnection!
                @query(keyCondition: "day = $day AND shard IN ('2', '0', '1')", filter: "size > 6", maxItems: 4, maxRead: 4)
                @auth(rules: [{public: true}])
              levels(first: Int, after: String, last: Int, before: String): EventConnection!
                @query(index: "byLevel", keyCondition: "level IN ('LOW', 'HIGH')", order: DESC)
                @auth(rules: [{public: true}])
              months(first: Int, after: String, last: Int, before: String): EventConnection!
                @query(index: "byAt", keyCondition: "at:month IN ('2026-01', '2026-02')")
                @auth(rules: [{public: true}])
              newest(day: ID!): Event
                @query(keyCondition: "day = $day AND shard IN ('2', '0', '1')", order: DESC, maxItems: 3)
                @auth(rules: [{public: true}])
            }
            """;

    /// @param shard of the day `d`; `3` is in no list
    private record Event(String shard, String id, String level, String at, int size) {
        Map<String, Object> fields() {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("day", "d");
            fields.put("shard", shard);
            fields.put("id", id);
            fields.put("level", level);
            fields.put("at", at);
            fields.put("size", size);
            return fields;
        }

        String name() {
            return shard + "/" + id;
        }
    }

    /// Each number is the id of up to three events, and each time that of several.
    private static final List<Event> ALL =
            IntStream.range(0, 40)
                    .mapToObj(n ->
                            new Event(
                                    String.valueOf(n * 7 % 4),
                                    "e%02d".formatted(n / 3),
                                    List.of("LOW", "MIDDLE", "HIGH").get(n % 3),
                                    "2026-0%d-0%dT00:00:00Z".formatted(1 + n % 3, 1 + n % 2),
                                    n * 5 % 11))
                    .toList();

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        api.withAll("Event", ALL.stream().map(Event::fields).toList());
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void a_page_is_one_query_for_each_partition_in_one_wave() {
        var page = page("events", "day: \"d\", first: 5");
        assertThat(names(page)).isEqualTo(sharded().subList(0, 5));
        assertThat(api.wire().operations()).containsExactly("Query", "Query", "Query");
        assertThat(api.wire().calls())
                .allSatisfy(call -> assertThat(call.body().path("Limit").asInt()).isEqualTo(6));
        assertThat(page.consumed("requests")).isEqualTo(3);
        assertThat(page.consumed("waves")).isEqualTo(1);
    }

    @Test
    void the_bound_counts_each_partition() {
        var cost =
                api.validated(
                                Who.NOBODY,
                                "{ events(day: \"d\", first: 7) { edges { node { id } } } }")
                        .body()
                        .at("/extensions/cost/bound");
        assertThat(cost.path("requests").asInt()).isEqualTo(3);
        assertThat(cost.path("waves").asInt()).isEqualTo(1);
        assertThat(cost.path("readUnits").asDouble()).isEqualTo(3.0);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "5", "50"})
    void pages_give_each_item_once_in_both_directions(int size) {
        assertThat(walk("events", "day: \"d\", ", false, size)).isEqualTo(sharded());
        assertThat(walk("events", "day: \"d\", ", true, size)).isEqualTo(sharded());
        assertThat(walk("events", "day: \"d\", order: DESC, ", false, size))
                .hasSameElementsAs(sharded())
                .isSortedAccordingTo(Comparator.comparing(FanOutTest::id).reversed());
        assertThat(walk("events", "day: \"d\", order: DESC, ", true, size))
                .isEqualTo(walk("events", "day: \"d\", order: DESC, ", false, size));
    }

    /// DynamoDB decides the order of the items of one partition of an index that have one time.
    @ParameterizedTest
    @CsvSource({"levels, 1", "levels, 4", "levels, 50", "months, 1", "months, 3", "months, 50"})
    void pages_of_an_index_with_equal_sort_keys_give_each_item_once(String list, int size) {
        var expected =
                ALL.stream()
                        .filter(event ->
                                list.equals("levels")
                                        ? !event.level().equals("MIDDLE")
                                        : !event.at().startsWith("2026-03"))
                        .toList();
        var found = walk(list, "", false, size);
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(expected.stream().map(Event::name).toList());
        assertThat(walk(list, "", true, size)).isEqualTo(found);
        var times =
                found.stream()
                        .map(name ->
                                ALL.stream()
                                        .filter(event -> event.name().equals(name))
                                        .findFirst()
                                        .orElseThrow()
                                        .at())
                        .toList();
        assertThat(times)
                .isSortedAccordingTo(
                        list.equals("levels")
                                ? Comparator.reverseOrder()
                                : Comparator.naturalOrder());
    }

    /// Each request reads four items, and drops most. A page ends where the first request ended.
    @ParameterizedTest
    @CsvSource({"1", "2", "4"})
    void no_item_is_skipped_if_dynamodb_cuts_some_of_the_partitions(int size) {
        var expected =
                ALL.stream()
                        .filter(event -> event.size() > 6)
                        .map(Event::name)
                        .filter(sharded()::contains)
                        .sorted(Comparator.comparingInt(sharded()::indexOf))
                        .toList();
        assertThat(walk("some", "day: \"d\", ", false, size)).isEqualTo(expected);
        assertThat(walk("some", "day: \"d\", ", true, size)).isEqualTo(expected);
    }

    @Test
    void a_cursor_stays_right_if_items_come_and_go() {
        put("0", "x1");
        put("1", "x1");
        put("2", "x2");
        var page = page("events", "day: \"c\", first: 1");
        assertThat(names(page)).containsExactly("0/x1");
        put("2", "x0");
        put("2", "x1");
        var cursor = page.data("/events/pageInfo/endCursor").asText();
        assertThat(names(page("events", "day: \"c\", first: 9, after: \"" + cursor + "\"")))
                .containsExactly("1/x1", "2/x2");
        assertThat(names(page("events", "day: \"c\", last: 9, before: \"" + cursor + "\"")))
                .containsExactly("2/x0", "2/x1");
    }

    /// Puts an event of another day, which no list of an index contains.
    private static void put(String shard, String id) {
        var fields = new Event(shard, id, "MIDDLE", "2026-03-01T00:00:00Z", 0).fields();
        fields.put("day", "c");
        api.with("Event", fields);
    }

    @Test
    void a_field_of_one_item_is_the_first_of_all_partitions() {
        var answer = api.ask(Who.NOBODY, "{ newest(day: \"d\") { id shard } }");
        assertThat(answer.data("/newest/id").asText()).isEqualTo(id(sharded().getLast()));
        assertThat(api.wire().operations()).containsExactly("Query", "Query", "Query");
    }

    @Test
    void a_list_without_items_has_an_empty_page() {
        var page = page("events", "day: \"none\", first: 2");
        assertThat(names(page)).isEmpty();
        assertThat(page.data("/events/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(page.data("/events/pageInfo/endCursor").isNull()).isTrue();
    }

    /// By id, and events of one id in the order of the shards in the key condition.
    private static List<String> sharded() {
        return ALL.stream()
                .filter(event -> !event.shard().equals("3"))
                .sorted(
                        Comparator.comparing(Event::id)
                                .thenComparingInt(event -> "201".indexOf(event.shard())))
                .map(Event::name)
                .toList();
    }

    private static String id(String name) {
        return name.substring(2);
    }

    /// Returns the items of all pages, in the order of the list.
    private static List<String> walk(String list, String arguments, boolean isBackward, int size) {
        var seen = new ArrayList<List<String>>();
        var at = "";
        do {
            var page = page(list, arguments + (isBackward ? "last: " : "first: ") + size + at);
            seen.add(names(page));
            var info = page.data("/" + list + "/pageInfo");
            at =
                    info.path(isBackward ? "hasPreviousPage" : "hasNextPage").asBoolean()
                            ? ", %s: \"%s\""
                                    .formatted(
                                            isBackward ? "before" : "after",
                                            info.path(isBackward ? "startCursor" : "endCursor")
                                                    .asText())
                            : "";
        } while (!at.isEmpty());
        if (isBackward) {
            Collections.reverse(seen);
        }
        return seen.stream().flatMap(List::stream).toList();
    }

    private static Answer page(String list, String arguments) {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ %s(%s) { edges { node { shard id size } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"
                                .formatted(list, arguments));
        var cost = answer.body().at("/extensions/cost");
        for (var amount : List.of("requests", "waves", "readUnits")) {
            assertThat(cost.at("/consumed/" + amount).asDouble())
                    .isLessThanOrEqualTo(cost.at("/bound/" + amount).asDouble());
        }
        assertThat(api.wire().operations()).hasSize(cost.at("/consumed/requests").asInt());
        return answer;
    }

    private static List<String> names(Answer answer) {
        assertThat(answer.codes()).isEmpty();
        var names = new ArrayList<String>();
        answer.data()
                .findValues("node")
                .forEach(node ->
                        names.add(node.path("shard").asText() + "/" + node.path("id").asText()));
        return names;
    }
}

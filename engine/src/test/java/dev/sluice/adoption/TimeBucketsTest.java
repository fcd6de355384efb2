// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.telemetry.Drift;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/// Keys that hold only the year, month, day or hour of a time.
class TimeBucketsTest {
    private static final String READINGS =
            """
            schema { query: Query mutation: Mutation }
            type Reading @table(name: "Readings", partitionKey: "{device}#{at:month}", sortKey: "{at}", itemSize: 1)
              @index(name: "byDay", partitionKey: "{at:day}", sortKey: "{at:hour}#{device}", project: [])
              @auth(rules: [{public: true}]) {
              device: ID!
              at: DateTime!
              celsius: Float
            }
            type Visit @table(name: "Visits", partitionKey: "VISITS#{at:year}", sortKey: "{at:month}#{room}", itemSize: 1, escape: NONE)
              @auth(rules: [{public: true}]) {
              at: DateTime! @attribute(name: "When", as: N)
              room: ID!
              guest: String
            }
            type Task @table(name: "Tasks", partitionKey: "{id}", itemSize: 1)
              @index(name: "byMonth", partitionKey: "{owner}#{due:month}", sortKey: "{id}")
              @auth(rules: [{public: true}]) {
              id: ID!
              owner: ID!
              due: DateTime @attribute(unit: DAYS)
            }
            type Query {
              reading(device: ID!, at: DateTime!): Reading @getItem(key: "device = $device AND at = $at") @auth(rules: [{public: true}])
              one(device: ID!, at: DateTime!, first: Int! = 9, after: String): ReadingConnection!
                @query(keyCondition: "device = $device AND at = $at") @auth(rules: [{public: true}])
              month(device: ID!, month: DateTime!, from: DateTime, to: DateTime, first: Int! = 50, after: String): ReadingConnection!
                @query(keyCondition: "device = $device AND at:month = $month AND at BETWEEN $from AND $to") @auth(rules: [{public: true}])
              text(device: ID!, month: String!, first: Int! = 50, after: String): ReadingConnection!
                @query(keyCondition: "device = $device AND at:month = $month") @auth(rules: [{public: true}])
              november(device: ID!, first: Int! = 50, after: String): ReadingConnection!
                @query(keyCondition: "device = $device AND at:month = '2026-11'") @auth(rules: [{public: true}])
              thisMonth(device: ID!, first: Int! = 50, after: String): ReadingConnection!
                @query(keyCondition: "device = $device AND at:month = $now AND at <= $now") @auth(rules: [{public: true}])
              hours(day: String!, from: DateTime!, first: Int! = 50, after: String): ReadingConnection!
                @query(index: "byDay", keyCondition: "at:day = $day AND at:hour >= $from") @auth(rules: [{public: true}])
              visit(month: String!, room: ID!): Visit
                @getItem(key: "at:year = '2026' AND at:month = $month AND room = $room") @auth(rules: [{public: true}])
              visits(year: DateTime!, after1: String!, first: Int! = 50, after: String): VisitConnection!
                @query(keyCondition: "at:year = $year AND at:month > $after1") @auth(rules: [{public: true}])
              late(year: String!, at: DateTime!, first: Int! = 50, after: String): VisitConnection!
                @query(keyCondition: "at:year = $year", filter: "at > $at", maxRead: 50) @auth(rules: [{public: true}])
              due(owner: ID!, month: String!, first: Int! = 50, after: String): TaskConnection!
                @query(index: "byMonth", keyCondition: "owner = $owner AND due:month = $month") @auth(rules: [{public: true}])
            }
            type Mutation {
              record(device: ID!, at: DateTime!): Reading
                @write(put: "Reading", item: "device = $device, at = $at") @auth(rules: [{public: true}])
              correct(device: ID!, at: DateTime!, celsius: Float!): Reading
                @write(update: "Reading", key: "device = $device AND at = $at", expression: "SET celsius = $celsius", upsert: true)
                @auth(rules: [{public: true}])
              visit(at: DateTime!, room: ID!): Visit
                @write(put: "Visit", item: "at = $at, room = $room") @auth(rules: [{public: true}])
              name(month: String!, room: ID!, guest: String!): Visit
                @write(update: "Visit", key: "at:year = '2026' AND at:month = $month AND room = $room", expression: "SET guest = $guest",
                       condition: "at > '2026-01-01T00:00:00Z'") @auth(rules: [{public: true}])
              leave(month: String!, room: ID!): Visit
                @write(delete: "Visit", key: "at:year = '2026' AND at:month = $month AND room = $room") @auth(rules: [{public: true}])
              plan(id: ID!, owner: ID!, due: DateTime): Task
                @write(put: "Task", item: "id = $id, owner = $owner, due = $due") @auth(rules: [{public: true}])
              move(id: ID!, owner: ID!, due: DateTime = null): Task
                @write(update: "Task", key: "id = $id", expression: "SET owner = $owner, due = $due") @auth(rules: [{public: true}])
            }
            """;

    @Test
    void items_are_written_and_found_by_their_time_and_by_the_month_of_it() {
        try (var api = Api.of(READINGS)) {
            record(api, "d", "2026-10-31T23:59:59.999Z");
            record(api, "d", "2026-11-01T00:00:00Z");
            record(api, "d", "2026-11-30T23:59:59.999Z");
            record(api, "d", "2026-12-01T00:00:00Z");
            assertThat(
                            new OtherWriter(api, "Readings")
                                    .get(
                                            Map.of(
                                                    "pk",
                                                    "d#2026-11",
                                                    "at",
                                                    "2026-11-01T00:00:00.000Z")))
                    .containsEntry("byDayPk", text("2026-11-01"))
                    .containsEntry("byDaySk", text("2026-11-01T00#d"));
            assertThat(
                            ask(
                                            api,
                                            "{ reading(device: \"d\", at: \"2026-11-01T01:00:00+01:00\") { at device } }")
                                    .data("/reading")
                                    .toString())
                    .isEqualTo("{\"at\":\"2026-11-01T00:00:00.000Z\",\"device\":\"d\"}");
            assertThat(times(api, "one(device: \"d\", at: \"2026-12-01T00:00:00Z\")"))
                    .containsExactly("2026-12-01T00:00:00.000Z");
            assertThat(times(api, "one(device: \"d\", at: \"2026-12-01T00:00:01Z\")")).isEmpty();
            for (var list :
                    List.of(
                            "text(device: \"d\", month: \"2026-11\")",
                            "november(device: \"d\")",
                            "month(device: \"d\", month: \"2026-11-11T00:00:00Z\")")) {
                assertThat(times(api, list))
                        .containsExactly("2026-11-01T00:00:00.000Z", "2026-11-30T23:59:59.999Z");
            }
            assertThat(times(api, "thisMonth(device: \"d\")"))
                    .containsExactly("2026-11-01T00:00:00.000Z");
            for (var month : List.of("2026-13", "2026-1", "x", "")) {
                assertThat(times(api, "text(device: \"d\", month: \"%s\")".formatted(month)))
                        .isEmpty();
            }
            ask(
                    api,
                    "mutation { correct(device: \"e\", at: \"2026-11-05T00:00:00Z\", celsius: 1) { at celsius } }");
            assertThat(times(api, "november(device: \"e\")"))
                    .containsExactly("2026-11-05T00:00:00.000Z");
        }
    }

    @Test
    void a_key_that_holds_only_the_month_is_written_once_for_each_month() {
        try (var api = Api.of(READINGS)) {
            ask(api, "mutation { visit(at: \"2026-03-05T10:00:00Z\", room: \"r\") { at } }");
            assertThat(
                            api.ask(
                                            Who.NOBODY,
                                            "mutation { visit(at: \"2026-03-06T10:00:00Z\", room: \"r\") { at } }")
                                    .codes())
                    .containsExactly("CONDITION_FAILED");
            ask(api, "mutation { visit(at: \"2026-04-06T10:00:00Z\", room: \"r\") { at } }");
            assertThat(
                            ask(
                                            api,
                                            "mutation { name(month: \"2026-03\", room: \"r\", guest: \"g\") { at guest room } }")
                                    .data("/name")
                                    .toString())
                    .isEqualTo(
                            "{\"at\":\"2026-03-05T10:00:00.000Z\",\"guest\":\"g\",\"room\":\"r\"}");
            assertThat(
                            ask(api, "{ visit(month: \"2026-03\", room: \"r\") { at } }")
                                    .data("/visit/at")
                                    .asText())
                    .isEqualTo("2026-03-05T10:00:00.000Z");
            assertThat(times(api, "visits(year: \"2026-12-31T00:00:00Z\", after1: \"2026-03\")"))
                    .containsExactly("2026-04-06T10:00:00.000Z");
            assertThat(times(api, "late(year: \"2026\", at: \"2026-03-05T10:00:00Z\")"))
                    .containsExactly("2026-04-06T10:00:00.000Z");
            assertThat(
                            ask(api, "mutation { leave(month: \"2026-04\", room: \"r\") { at } }")
                                    .data("/leave/at")
                                    .asText())
                    .isEqualTo("2026-04-06T10:00:00.000Z");
        }
    }

    @Test
    void an_item_whose_time_is_not_in_the_month_of_its_key_is_reported() {
        try (var api = Api.of(READINGS)) {
            new OtherWriter(api, "Readings")
                    .put(Map.of("pk", "d#2026-11", "at", "2026-12-01T00:00:00.000Z"))
                    .put(Map.of("pk", "d#2026-11", "at", "2026-11-01T00:00:00.000Z"));
            new OtherWriter(api, "Visits")
                    .put(Map.of("pk", "VISITS#2026", "sk", "2026-01#r", "When", 1))
                    .put(Map.of("pk", "VISITS#2026", "sk", "2026-01#s"));

            assertThat(times(api, "november(device: \"d\")"))
                    .containsExactly("2026-11-01T00:00:00.000Z");
            assertThat(times(api, "visits(year: \"2026-12-31T00:00:00Z\", after1: \"2025-12\")"))
                    .isEmpty();
            assertThat(api.drifts()).containsExactly(unread("Readings", 1), unread("Visits", 2));
        }
    }

    @Test
    void an_index_by_month_follows_the_updates_and_leaves_out_what_differs() {
        try (var api = Api.of(READINGS)) {
            ask(
                    api,
                    "mutation { plan(id: \"1\", owner: \"o\", due: \"2026-05-31T23:00:00Z\") { due } }");
            assertThat(found(api, "2026-05")).containsExactly("1");
            ask(
                    api,
                    "mutation { move(id: \"1\", owner: \"o\", due: \"2026-06-01T00:00:00Z\") { due } }");
            assertThat(found(api, "2026-05")).isEmpty();
            assertThat(found(api, "2026-06")).containsExactly("1");
            ask(api, "mutation { move(id: \"1\", owner: \"o\", due: null) { due } }");
            assertThat(found(api, "2026-06")).isEmpty();

            var item = new HashMap<String, Object>(Map.of("id", "2", "owner", "o"));
            item.put("due", "2026-07-01");
            item.put("byMonthPk", "o#2026-06");
            new OtherWriter(api, "Tasks").put(item);
            assertThat(found(api, "2026-06")).isEmpty();
            assertThat(api.drifts())
                    .contains(
                            new Drift.Unread(
                                    "", "Tasks", Drift.Unread.Reason.INDEX_KEY_DIFFERS, 1));
        }
    }

    @Test
    void lists_of_random_times_have_the_items_of_their_bucket() {
        var seed = Thoroughness.seed(49);
        var random = new Random(seed);
        try (var api = Api.unseen(READINGS)) {
            var items = new ArrayList<Instant>();
            for (int i = 0; i < 60; i++) {
                var at = time(random);
                if (!items.contains(at)) {
                    items.add(at);
                    api.with("Reading", Map.of("device", "d", "at", at));
                }
            }
            items.sort(Comparator.naturalOrder());
            for (int i = 0; i < 60; i++) {
                var month = time(random);
                var from = time(random);
                var to = time(random);
                var day = month.toString().substring(0, 10);
                assertThat(
                                times(
                                        api,
                                        "month(device: \"d\", month: \"%s\", from: \"%s\", to: \"%s\")"
                                                .formatted(month, from, to)))
                        .as("seed %d: %s %s %s", seed, month, from, to)
                        .isEqualTo(
                                expected(
                                        items,
                                        at ->
                                                isIn(at, month, 7)
                                                        && !at.isBefore(from)
                                                        && !at.isAfter(to)));
                assertThat(times(api, "hours(day: \"%s\", from: \"%s\")".formatted(day, from)))
                        .as("seed %d: %s %s", seed, day, from)
                        .containsExactlyInAnyOrderElementsOf(
                                expected(
                                        items,
                                        at ->
                                                isIn(at, month, 10)
                                                        && (isIn(at, from, 13)
                                                                || !at.isBefore(from))));
            }
        }
    }

    /// Returns a time in one of few hours, so that many times share a bucket.
    private static Instant time(Random random) {
        return Instant.parse("2026-10-30T22:00:00Z")
                .plus(Duration.ofDays(random.nextInt(4)))
                .plus(Duration.ofHours(random.nextInt(4)))
                .plusMillis(random.nextInt(3));
    }

    private static boolean isIn(Instant at, Instant other, int length) {
        return at.toString().substring(0, length).equals(other.toString().substring(0, length));
    }

    private static List<String> expected(List<Instant> items, Predicate<Instant> holds) {
        return items.stream()
                .filter(holds)
                .map(at -> at.toString().replaceFirst("(:\\d\\d)Z", "$1.000Z"))
                .toList();
    }

    private static void record(Api api, String device, String at) {
        ask(api, "mutation { record(device: \"%s\", at: \"%s\") { at } }".formatted(device, at));
    }

    private static List<String> times(Api api, String field) {
        return ask(api, "{ %s { edges { node { at } } } }".formatted(field))
                .body()
                .findValuesAsText("at");
    }

    private static List<String> found(Api api, String month) {
        return ask(
                        api,
                        "{ due(owner: \"o\", month: \"%s\") { edges { node { id due } } } }"
                                .formatted(month))
                .body()
                .findValuesAsText("id");
    }

    private static Drift unread(String table, int items) {
        return new Drift.Unread("", table, Drift.Unread.Reason.KEY_DIFFERS, items);
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static Answer ask(Api api, String query) {
        var answer = api.ask(Who.NOBODY, query);
        assertThat(answer.codes()).as(answer.text()).isEmpty();
        return answer;
    }
}

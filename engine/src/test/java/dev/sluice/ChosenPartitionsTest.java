// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The client chooses the partitions of a list: by a list of values, or by two times.
class ChosenPartitionsTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 30, readUnits: 400, writeUnits: 0%s) { query: Query }
            type Reading @table(name: "Readings", partitionKey: "{device}#{at:month}", sortKey: "{at}", itemSize: 1)
              @index(name: "byDay", partitionKey: "{at:day}", sortKey: "{at}")
              @auth(rules: [{public: true}]) {
              device: ID!
              at: DateTime!
            }
            type Query {
              months(device: ID!, from: DateTime!, to: DateTime!, first: Int! = 50, after: String): ReadingConnection!
                @query(keyCondition: "device = $device AND at:month BETWEEN $from AND $to AND at BETWEEN $from AND $to", maxPartitions: 12, maxCount: 90)
                @auth(rules: [{public: true}])
              named(device: ID!, months: [String!]! @constraint(maxItems: 3), first: Int! = 50, after: String): ReadingConnection!
                @query(keyCondition: "device = $device AND at:month IN $months") @auth(rules: [{public: true}])
              devices(devices: [ID!]! @constraint(maxItems: 3), first: Int! = 50, after: String): ReadingConnection!
                @query(keyCondition: "device IN $devices AND at:month = '2026-11'") @auth(rules: [{public: true}])
              since(day: DateTime!, first: Int! = 50, after: String): ReadingConnection
                @query(index: "byDay", keyCondition: "at:day BETWEEN $day AND $now", order: DESC, maxPartitions: 7)
                @auth(rules: [{public: true}])
              week(first: Int! = 50, after: String): ReadingConnection!
                @query(index: "byDay", keyCondition: "at:day BETWEEN $now - 6d AND $now", maxPartitions: 7)
                @auth(rules: [{public: true}])
            }
            """;
    private static final Instant START = Instant.parse("2025-11-01T00:00:00Z");
    private static final Duration STEP = Duration.ofDays(5).plusHours(7);
    private static final int COUNT = 75;
    private static Api api;

    /// @param device `a` or `b`
    private record Reading(String device, Instant at) {
        String name() {
            return device + " " + at;
        }
    }

    private static final List<Reading> ALL =
            IntStream.range(0, COUNT)
                    .mapToObj(number ->
                            new Reading(
                                    number % 3 == 0 ? "b" : "a",
                                    START.plus(STEP.multipliedBy(number))))
                    .toList();

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA.formatted(""));
        fill(api);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static void fill(Api api) {
        api.withAll(
                "Reading",
                ALL.stream()
                        .map(each -> Map.of("device", each.device(), "at", each.at().toString()))
                        .toList());
    }

    private static Answer ask(String list) {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ list: %s { edges { node { device at } } pageInfo { hasNextPage endCursor } } }"
                                .formatted(list));
        var cost = answer.body().at("/extensions/cost");
        for (var amount : List.of("requests", "waves", "readUnits")) {
            assertThat(cost.at("/consumed/" + amount).asDouble())
                    .isLessThanOrEqualTo(cost.at("/bound/" + amount).asDouble());
        }
        return answer;
    }

    private static List<String> names(Answer answer) {
        assertThat(answer.codes()).isEmpty();
        var names = new ArrayList<String>();
        for (var node : answer.data().findValues("node")) {
            names.add(node.path("device").asText() + " " + Instant.parse(node.path("at").asText()));
        }
        return names;
    }

    private static String months(Instant from, Instant to, String more) {
        return "months(device: \"a\", from: \"%s\", to: \"%s\"%s)".formatted(from, to, more);
    }

    private static List<String> expected(Instant from, Instant to) {
        return ALL.stream()
                .filter(each -> each.device().equals("a"))
                .filter(each -> !each.at().isBefore(from) && !each.at().isAfter(to))
                .map(Reading::name)
                .toList();
    }

    /// Returns the items of all pages.
    private static List<String> walk(Instant from, Instant to, int size) {
        var seen = new ArrayList<String>();
        var after = "";
        do {
            var page = ask(months(from, to, ", first: " + size + after));
            seen.addAll(names(page));
            after =
                    page.data("/list/pageInfo/hasNextPage").asBoolean()
                            ? ", after: \"" + page.data("/list/pageInfo/endCursor").asText() + "\""
                            : "";
        } while (!after.isEmpty());
        return seen;
    }

    @Test
    void a_range_of_times_reads_the_months_between_them() {
        var from = Instant.parse("2026-01-15T10:00:00Z");
        var to = Instant.parse("2026-03-02T00:00:00Z");
        assertThat(names(ask(months(from, to, "")))).isEqualTo(expected(from, to));
        assertThat(partitions()).containsExactlyInAnyOrder("a#2026-01", "a#2026-02", "a#2026-03");
        assertThat(names(ask(months(to, from, "")))).isEmpty();
        assertThat(api.wire().operations()).isEmpty();
    }

    private static List<String> partitions() {
        return api.wire().calls().stream()
                .map(call -> call.body().at("/ExpressionAttributeValues/:kp/S").asText())
                .toList();
    }

    @Test
    void pages_of_any_months_give_what_a_model_of_them_does() {
        var random = new Random(Thoroughness.seed(61));
        for (int i = 0; i < Thoroughness.cases(40, 600); i++) {
            var from = START.plus(Duration.ofHours(random.nextInt(24 * 365)));
            var to = from.plus(Duration.ofHours(random.nextInt(24 * 330)));
            var size = 1 + random.nextInt(50);
            assertThat(walk(from, to, size))
                    .as("%s %s %d", from, to, size)
                    .isEqualTo(expected(from, to));
        }
    }

    @Test
    void a_list_of_months_is_counted() {
        var from = START;
        var to = Instant.parse("2026-10-31T00:00:00Z");
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ %s { totalCount } }".formatted(months(from, to, ", first: 1")));
        assertThat(answer.data("/months/totalCount").asInt()).isEqualTo(expected(from, to).size());
        assertThat(answer.consumed("requests")).isEqualTo(24);
        assertThat(answer.consumed("waves")).isEqualTo(1);
    }

    @Test
    void the_bound_counts_the_partitions_that_the_arguments_name() {
        var from = Instant.parse("2026-01-15T10:00:00Z");
        assertThat(bound(months(from, from, ", first: 1"))).isEqualTo(1);
        assertThat(bound(months(from, from.plus(Duration.ofDays(40)), ", first: 1"))).isEqualTo(2);
        assertThat(bound("named(device: \"a\", months: [\"2026-01\", \"2026-02\"])")).isEqualTo(2);
        assertThat(bound("since(day: \"2026-11-20T00:00:00Z\")")).isEqualTo(7);
        assertThat(bound("week")).isEqualTo(7);
    }

    private static int bound(String list) {
        return api.validated(Who.NOBODY, "{ %s { edges { cursor } } }".formatted(list))
                .body()
                .at("/extensions/cost/bound/requests")
                .asInt();
    }

    @Test
    void times_that_are_too_far_apart_are_refused_before_anything_is_read() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "query($to: DateTime!) { week { edges { cursor } } "
                                + "months(device: \"a\", from: \"2025-11-30T00:00:00Z\", to: $to) { edges { cursor } } }",
                        Map.of("to", "2026-11-01T00:00:00Z"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/extensions").toString())
                .isEqualTo(
                        "{\"code\":\"BAD_USER_INPUT\",\"reason\":\"TIMES_TOO_FAR_APART\",\"variable\":\"to\",\"argument\":\"to\",\"maximum\":12,\"field\":\"months\"}");
        assertThat(api.wire().operations()).isEmpty();
    }

    @Test
    void a_time_that_is_too_far_from_now_fails_its_field() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ since(day: \"2026-11-13T23:00:00Z\") { edges { cursor } } week { edges { node { device at } } } }");
        assertThat(answer.codes()).containsExactly("BAD_USER_INPUT");
        assertThat(answer.data("/since").isNull()).isTrue();
        assertThat(api.wire().operations()).hasSize(7);
    }

    @Test
    void a_range_up_to_now_goes_on_the_next_day() {
        var page = ask("since(day: \"2026-11-14T00:00:00Z\", first: 1)");
        var cursor = page.data("/list/pageInfo/endCursor").asText();
        var later = Api.NOW.plus(Duration.ofHours(8));
        api.at(later);
        try {
            var next = ask("since(day: \"2026-11-14T00:00:00Z\", after: \"" + cursor + "\")");
            var all = new ArrayList<>(names(page));
            all.addAll(names(next));
            assertThat(all)
                    .isEqualTo(
                            ALL.stream()
                                    .filter(each ->
                                            !each.at()
                                                    .isBefore(
                                                            Instant.parse("2026-11-14T00:00:00Z")))
                                    .filter(each -> !each.at().isAfter(later))
                                    .sorted(Comparator.comparing(Reading::at).reversed())
                                    .map(Reading::name)
                                    .toList());
        } finally {
            api.at(Api.NOW);
        }
    }

    @Test
    void a_list_of_values_names_each_partition_once() {
        var answer = ask("named(device: \"a\", months: [\"2026-02\", \"2026-01\", \"2026-02\"])");
        assertThat(names(answer))
                .isEqualTo(
                        expected(
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Instant.parse("2026-02-28T23:59:59Z")));
        assertThat(partitions()).containsExactlyInAnyOrder("a#2026-02", "a#2026-01");
        assertThat(names(ask("named(device: \"a\", months: [])"))).isEmpty();
        assertThat(names(ask("named(device: \"a\", months: [\"2026-13\", \"a month\"])")))
                .isEmpty();
        assertThat(api.wire().operations()).isEmpty();
    }

    @Test
    void a_list_of_another_field_of_the_key_reads_each_of_its_values() {
        var november =
                ALL.stream()
                        .filter(each -> each.at().toString().startsWith("2026-11"))
                        .collect(Collectors.groupingBy(Reading::device));
        assertThat(names(ask("devices(devices: [\"b\", \"a\"])")))
                .isEqualTo(
                        november.values().stream()
                                .flatMap(List::stream)
                                .sorted(Comparator.comparing(Reading::at))
                                .map(Reading::name)
                                .toList());
        var page = ask("devices(devices: [\"b\", \"a\"], first: 1)");
        var cursor = page.data("/list/pageInfo/endCursor").asText();
        assertThat(ask("devices(devices: [\"a\", \"b\"], after: \"" + cursor + "\")").codes())
                .containsExactly("BAD_CURSOR");
    }

    @Test
    void too_many_values_are_refused() {
        assertThat(ask("devices(devices: [\"a\", \"b\", \"c\", \"d\"])").codes())
                .containsExactly("BAD_USER_INPUT");
        assertThat(api.wire().operations()).isEmpty();
    }

    @Test
    void a_budget_refuses_the_wave_of_too_many_partitions_and_not_the_query() {
        try (var tight =
                Api.of(
                        SCHEMA.formatted(", enforce: BUDGET")
                                .replace("requests: 30", "requests: 2"))) {
            fill(tight);
            var answer =
                    tight.ask(
                            Who.NOBODY,
                            "{ devices(devices: [\"a\", \"b\"]) { edges { node { at } } } }");
            assertThat(answer.codes()).isEmpty();
            assertThat(
                            tight.ask(
                                            Who.NOBODY,
                                            "{ devices(devices: [\"a\", \"b\", \"c\"]) { edges { cursor } } }")
                                    .codes())
                    .containsExactly("OPERATION_TOO_EXPENSIVE");
            assertThat(tight.wire().operations()).isEmpty();
        }
    }
}

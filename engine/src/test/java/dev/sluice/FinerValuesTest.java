// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Values with more precision than a key or an attribute stores are compared with their full
/// precision.
final class FinerValuesTest {
    private static final Api API =
            Api.of(
                            """
                            type Tick @table(name: "Ticks", partitionKey: "{of}", sortKey: "{id}") @auth(rules: [{public: true}]) {
                              of: ID!
                              id: ID!
                              text: DateTime!
                              epoch: DateTime! @attribute(as: N)
                              count: Int!
                              counts: [Int!] @attribute(as: NS)
                            }
                            type Slot @table(name: "Slots", partitionKey: "{at}") @auth(rules: [{public: true}]) {
                              at: DateTime!
                              note: String
                            }
                            type Query {
                              text(v: DateTime!, w: DateTime!, first: Int! = 9, after: String): TickConnection!
                                @query(keyCondition: "of = 't'", filter: "text = $v OR text < $v AND $v < text OR text BETWEEN $v AND $w", maxRead: 50) @auth(rules: [{public: true}])
                              textBelow(v: DateTime!, first: Int! = 9, after: String): TickConnection!
                                @query(keyCondition: "of = 't'", filter: "text < $v", maxRead: 50) @auth(rules: [{public: true}])
                              textNot(v: DateTime!, first: Int! = 9, after: String): TickConnection!
                                @query(keyCondition: "of = 't'", filter: "NOT text IN ($v)", maxRead: 50) @auth(rules: [{public: true}])
                              epochBelow(v: DateTime!, first: Int! = 9, after: String): TickConnection!
                                @query(keyCondition: "of = 't'", filter: "epoch < $v", maxRead: 50) @auth(rules: [{public: true}])
                              epochIs(v: DateTime!, first: Int! = 9, after: String): TickConnection!
                                @query(keyCondition: "of = 't'", filter: "epoch = $v", maxRead: 50) @auth(rules: [{public: true}])
                              past(first: Int! = 9, after: String): TickConnection!
                                @query(keyCondition: "of = 't'", filter: "text < $now AND epoch < $now", maxRead: 50) @auth(rules: [{public: true}])
                              countBelow(v: Decimal!, first: Int! = 9, after: String): TickConnection!
                                @query(keyCondition: "of = 't'", filter: "count < $v", maxRead: 50) @auth(rules: [{public: true}])
                              countIs(v: Decimal!, first: Int! = 9, after: String): TickConnection!
                                @query(keyCondition: "of = 't'", filter: "count = $v OR contains(counts, $v)", maxRead: 50) @auth(rules: [{public: true}])
                              slot(at: DateTime!): Slot @getItem(key: "at = $at") @auth(rules: [{public: true}])
                            }
                            type Mutation {
                              fill(at: DateTime!): Slot @auth(rules: [{public: true}])
                                @write(update: "Slot", key: "at = $at", expression: "SET note = 'x'", upsert: true)
                              note(at: DateTime!): Slot @auth(rules: [{public: true}])
                                @write(update: "Slot", key: "at = $at", expression: "SET note = 'y'")
                              touch(id: ID!, v: DateTime!): Tick @auth(rules: [{public: true}])
                                @write(update: "Tick", key: "of = 't' AND id = $id", expression: "SET count = 10", condition: "text < $v AND epoch < $v AND text <> $v AND NOT epoch = $v")
                            }
                            """)
                    .withAll(
                            "Tick",
                            List.of(
                                    tick("0", "1969-12-31T23:59:58.000Z", 9),
                                    tick("1", "1969-12-31T23:59:59.000Z", 10),
                                    tick("2", "2026-11-20T12:00:00.000Z", 11)))
                    .with("Slot", Map.of("at", "2026-11-20T12:00:00Z", "note", "n"));

    private static Map<String, ?> tick(String id, String at, int count) {
        return Map.of(
                "of",
                "t",
                "id",
                id,
                "text",
                at,
                "epoch",
                at,
                "count",
                count,
                "counts",
                List.of(count));
    }

    @AfterAll
    static void close() {
        API.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1969-12-31T23:59:59.0001Z, 01, 01, 01",
        "1969-12-31T23:59:59.5Z, 01, 01, 012",
        "1969-12-31T23:59:58.9999Z, 0, 0, 012",
        "1969-12-31T23:59:59Z, 0, 0, 02",
        "2026-11-20T12:00:00.000000001Z, 012, 012, 012"
    })
    void a_time_can_be_between_two_that_are_stored(
            String v, String textBelow, String epochBelow, String other) {
        assertThat(ids("textBelow", "DateTime!", v)).isEqualTo(textBelow);
        assertThat(ids("epochBelow", "DateTime!", v)).isEqualTo(epochBelow);
        assertThat(ids("textNot", "DateTime!", v))
                .isEqualTo(v.equals("1969-12-31T23:59:59Z") ? other : "012");
        assertThat(ids("epochIs", "DateTime!", v))
                .isEqualTo(v.equals("1969-12-31T23:59:59Z") ? "1" : "");
    }

    @Test
    void between_takes_neither_end_that_is_cut_off() {
        var answer =
                API.ask(
                        Who.NOBODY,
                        "{ text(v: \"1969-12-31T23:59:58.0001Z\", w: \"2026-11-20T11:59:59.9999Z\") { edges { node { id } } } }");

        assertThat(spelled(answer, "text")).isEqualTo("1");
    }

    @Test
    void now_is_as_exact_as_the_clock() {
        API.at(Instant.parse("2026-11-20T12:00:00.000001Z"));
        assertThat(spelled(API.ask(Who.NOBODY, "{ past { edges { node { id } } } }"), "past"))
                .isEqualTo("012");
        API.at(Instant.parse("2026-11-20T12:00:00Z"));
        assertThat(spelled(API.ask(Who.NOBODY, "{ past { edges { node { id } } } }"), "past"))
                .isEqualTo("01");
        API.at(Api.NOW);
    }

    @Test
    void a_decimal_can_be_between_two_integers() {
        assertThat(ids("countBelow", "Decimal!", "10.9")).isEqualTo("01");
        assertThat(ids("countBelow", "Decimal!", "10")).isEqualTo("0");
        assertThat(ids("countIs", "Decimal!", "10.9")).isEmpty();
        assertThat(ids("countIs", "Decimal!", "10.0")).isEqualTo("1");
    }

    @Test
    void a_condition_of_a_write_compares_the_exact_value() {
        var touch = "mutation($v: DateTime!) { touch(id: \"1\", v: $v) { id } }";

        assertThat(API.ask(Who.NOBODY, touch, Map.of("v", "1969-12-31T23:59:59Z")).codes())
                .containsExactly("CONDITION_FAILED");
        assertThat(API.ask(Who.NOBODY, touch, Map.of("v", "1969-12-31T23:59:58.99999Z")).codes())
                .containsExactly("CONDITION_FAILED");
        assertThat(API.ask(Who.NOBODY, touch, Map.of("v", "1969-12-31T23:59:59.00001Z")).codes())
                .isEmpty();
    }

    @Test
    void no_item_has_a_finer_key_but_one_that_is_created_has_it_cut_off() {
        var finer = Map.of("at", "2026-11-20T12:00:00.0004Z");

        assertThat(
                        API.ask(
                                        Who.NOBODY,
                                        "query($at: DateTime!) { slot(at: $at) { note } }",
                                        finer)
                                .data()
                                .get("slot")
                                .isNull())
                .isTrue();
        assertThat(
                        API.ask(
                                        Who.NOBODY,
                                        "mutation($at: DateTime!) { note(at: $at) { note } }",
                                        finer)
                                .codes())
                .containsExactly("NOT_FOUND");
        assertThat(
                        API.ask(
                                        Who.NOBODY,
                                        "mutation($at: DateTime!) { fill(at: $at) { at } }",
                                        Map.of("at", "2027-01-01T00:00:00.0004Z"))
                                .data("/fill/at")
                                .asText())
                .isEqualTo("2027-01-01T00:00:00.000Z");
    }

    private static String ids(String field, String type, String v) {
        return spelled(
                API.ask(
                        Who.NOBODY,
                        "query($v: %s) { %s(v: $v) { edges { node { id } } } }"
                                .formatted(type, field),
                        Map.of("v", v)),
                field);
    }

    private static String spelled(Api.Answer answer, String field) {
        assertThat(answer.codes()).isEmpty();
        var ids = new ArrayList<String>();
        answer.data("/" + field + "/edges").forEach(edge -> ids.add(edge.at("/node/id").asText()));
        return String.join("", ids);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// Values are returned as they were stored or sent, or are errors; they are never rounded.
class ValuesTest {
    private static final String DIGITS_38 = "12345678901234567890123456789012345678";
    private static Trips trips;
    private static Api api;

    @BeforeAll
    static void open() {
        trips = new Trips();
        api = trips.api();
        api.with(
                "Price",
                Map.of(
                        "item",
                        "i",
                        "amount",
                        DIGITS_38,
                        "count",
                        Integer.MAX_VALUE,
                        "weight",
                        1.5,
                        "mood",
                        "GOOD"));
    }

    @AfterAll
    static void close() {
        trips.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DIGITS_38,
                "-" + DIGITS_38,
                "0.12345678901234567890123456789012345678",
                "1234567890123456789012345678901234567.8",
                "0",
                "0.1",
                "-0.00000000000000000000000000000000000001",
                "99999999999999999999999999999999999999"
            })
    void a_decimal_of_38_digits_is_exact(String number) {
        api.with("Trip", Map.of("id", "decimal", "decimal", number));
        var answer = trips.ask("decimal", "decimal");

        assertThat(answer.data("/trip/decimal").isTextual()).isTrue();
        assertThat(new BigDecimal(answer.data("/trip/decimal").asText()))
                .isEqualByComparingTo(number);
        api.with("Price", Map.of("item", "exact", "amount", number));
        for (Object sent : List.of(number, new BigDecimal(number))) {
            var found =
                    api.ask(
                            Who.NOBODY,
                            "query($n: Decimal!) { price(of: \"exact\", amount: $n) { amount } }",
                            Map.of("n", sent));
            assertThat(new BigDecimal(found.data("/price/amount").asText()))
                    .isEqualByComparingTo(number);
        }
        var literal =
                api.ask(
                        Who.NOBODY,
                        "{ price(of: \"exact\", amount: %s) { amount } }".formatted(number));
        assertThat(new BigDecimal(literal.data("/price/amount").asText()))
                .isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DIGITS_38 + "9",
                "0." + DIGITS_38 + "9",
                "1e126",
                "1e-131",
                "1e400",
                "NaN",
                "Infinity",
                "-Infinity",
                "",
                " 1",
                "1 ",
                "+1",
                ".5",
                "5.",
                "0x1",
                "1_000",
                "1,5",
                "١٢",
                "1e",
                "one"
            })
    void a_value_that_is_not_a_decimal_of_38_digits_is_refused_and_not_echoed(String number) {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "query($amount: Decimal!) { price(of: \"i\", amount: $amount) { amount } }",
                        Map.of("amount", number));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.codes()).containsExactly("BAD_USER_INPUT");
        assertThat(answer.body().at("/errors/0/extensions/variable").asText()).isEqualTo("amount");
        assertThat(answer.body().at("/errors/0/message").asText())
                .isEqualTo("A variable does not fit its type.");
        assertThat(api.wire().calls()).isEmpty();
    }

    @Test
    void an_int_is_32_bits() {
        for (int number : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, 0}) {
            api.with("Trip", Map.of("id", "int", "int", number));
            assertThat(trips.ask("int", "int").data("/trip/int").intValue()).isEqualTo(number);
        }
        var query =
                "query($n: Int!) { counted(of: \"i\", count: $n) { edges { node { count } } } }";
        assertThat(
                        api.ask(Who.NOBODY, query, Map.of("n", Integer.MAX_VALUE))
                                .data("/counted/edges")
                                .size())
                .isEqualTo(1);
        for (Object wrong :
                List.of(
                        2_147_483_648L,
                        -2_147_483_649L,
                        9_007_199_254_740_993L,
                        1.5,
                        "1",
                        new BigDecimal("1e30"))) {
            assertThat(api.ask(Who.NOBODY, query, Map.of("n", wrong)).codes())
                    .containsExactly("BAD_USER_INPUT");
        }
        assertThat(
                        api.ask(
                                        Who.NOBODY,
                                        "{ counted(of: \"i\", count: 2147483648) { edges { cursor } } }")
                                .codes())
                .containsExactly("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void a_float_beyond_a_double_is_refused_and_never_infinite() {
        var query =
                "query($w: Float!) { weighed(of: \"i\", weight: $w) { edges { node { weight } } } }";

        assertThat(
                        api.ask(Who.NOBODY, query, Map.of("w", 1.5))
                                .data("/weighed/edges/0/node/weight")
                                .asDouble())
                .isEqualTo(1.5);
        assertThat(
                        api.ask(
                                        Who.NOBODY,
                                        "{ weighed(of: \"i\", weight: 1e400) { edges { cursor } } }")
                                .codes())
                .containsAnyOf("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")
                .hasSize(1);
        assertThat(api.wire().calls()).isEmpty();
        for (Object wrong : List.of(new BigDecimal("1e400"), "NaN", "Infinity", "1.5")) {
            assertThat(api.ask(Who.NOBODY, query, Map.of("w", wrong)).codes())
                    .containsExactly("BAD_USER_INPUT");
            assertThat(api.wire().calls()).isEmpty();
        }
        assertThat(api.ask(Who.NOBODY, query, Map.of("w", new BigDecimal("1e300"))).codes())
                .containsExactly("BAD_USER_INPUT");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05.000Z",
        "2026-01-02t03:04:05z, 2026-01-02T03:04:05.000Z",
        "2026-01-02T03:04:05.6Z, 2026-01-02T03:04:05.600Z",
        "2026-01-02T03:04:05.123000000Z, 2026-01-02T03:04:05.123Z",
        "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05.000Z",
        "2026-01-01T00:00:00-00:00, 2026-01-01T00:00:00.000Z",
        "2028-02-29T23:59:59.999Z, 2028-02-29T23:59:59.999Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z"
    })
    void a_time_is_read_in_every_form_of_RFC_3339_and_written_in_one(String sent, String written) {
        try (var times = Api.of(TIMES)) {
            times.with("Moment", Map.of("day", "d", "at", written));
            var answer =
                    times.ask(
                            Who.NOBODY,
                            "query($at: DateTime!) { moment(day: \"d\", at: $at) { at } }",
                            Map.of("at", sent));
            assertThat(answer.data("/moment/at").asText()).isEqualTo(written);
        }
    }

    private static final String TIMES =
            """
            type Moment @table(name: "Moments", partitionKey: "{day}", sortKey: "{at}") @auth(rules: [{public: true}]) {
              day: ID!
              at: DateTime!
            }
            type Query {
              moment(day: ID!, at: DateTime!): Moment @getItem(key: "day = $day AND at = $at") @auth(rules: [{public: true}])
            }
            """;

    @Test
    void a_text_that_is_not_a_time_is_refused() {
        try (var times = Api.of(TIMES)) {
            for (Object wrong :
                    List.of(
                            "2026-01-02",
                            "2026-01-02T03:04:05",
                            "2026-01-02 03:04:05Z",
                            "2026-01-02T03:04Z",
                            "2026-02-30T00:00:00Z",
                            "2026-01-02T24:00:00Z",
                            "2026-01-02T03:04:60Z",
                            "2026-01-02T03:04:05+01",
                            "2026-01-02T03:04:05+01:00:30",
                            "+10000-01-01T00:00:00Z",
                            "-0001-01-01T00:00:00Z",
                            "0000-01-01T00:00:00+01:00",
                            "",
                            "now",
                            0,
                            true)) {
                var answer =
                        times.ask(
                                Who.NOBODY,
                                "query($at: DateTime!) { moment(day: \"d\", at: $at) { at } }",
                                Map.of("at", wrong));
                assertThat(answer.codes()).as(wrong.toString()).containsExactly("BAD_USER_INPUT");
            }
        }
    }

    @Test
    void every_kind_of_value_is_answered_in_its_JSON_form() {
        var json =
                Map.of(
                        "a",
                        List.of(1, new BigDecimal("2.50"), "x", true),
                        "b",
                        Map.of("c", List.of()));
        api.with(
                "Trip",
                Map.ofEntries(
                        Map.entry("id", "all"),
                        Map.entry("int", 7),
                        Map.entry("float", 0.1),
                        Map.entry("decimal", "1.10"),
                        Map.entry("flag", true),
                        Map.entry("mood", "BAD"),
                        Map.entry("url", "https://example.com"),
                        Map.entry("at", "2026-01-02T03:04:05Z"),
                        Map.entry("seconds", "2026-01-02T03:04:05Z"),
                        Map.entry("json", json),
                        Map.entry("tags", List.of("b", "a", "b")),
                        Map.entry("numbers", List.of(10, 9)),
                        Map.entry("amounts", List.of("0.1", "2")),
                        Map.entry("bytes", "AQID"),
                        Map.entry("texts", List.of("x", "y")),
                        Map.entry(
                                "stops",
                                List.of(
                                        Map.of(
                                                "place",
                                                "p",
                                                "minutes",
                                                1,
                                                "after",
                                                Map.of("place", "q", "minutes", 2)))),
                        Map.entry("stop", Map.of("place", "r", "minutes", 3))));
        var answer =
                trips.ask(
                        "all",
                        "int float decimal flag mood url at seconds json tags numbers amounts bytes texts stops { place minutes after { place } } stop { place } needed");

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.data("/trip").toString())
                .isEqualTo(
                        """
                        {"int":7,"float":0.1,"decimal":"1.1","flag":true,"mood":"BAD","url":"https://example.com",\
                        "at":"2026-01-02T03:04:05.000Z","seconds":"2026-01-02T03:04:05.000Z",\
                        "json":%s,"tags":["a","b"],"numbers":[9,10],"amounts":["0.1","2"],"bytes":"AQID","texts":["x","y"],\
                        "stops":[{"place":"p","minutes":1,"after":{"place":"q"}}],"stop":{"place":"r"},"needed":"there"}\
                        """
                                .formatted(answer.data("/trip/json")));
        assertThat(answer.data("/trip/json/a").toString()).isEqualTo("[1,2.5,\"x\",true]");
        assertThat(answer.data("/trip/json/b/c").isArray()).isTrue();
    }

    @Test
    void what_is_absent_or_null_is_null_and_an_absent_set_that_may_be_null_too() {
        trips.store("null", "at", AttributeValue.fromNul(true));
        var answer =
                trips.ask(
                        "null",
                        "int float decimal flag mood url at seconds json tags numbers bytes texts stops { place } stop { place }");

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.data("/trip")).allMatch(com.fasterxml.jackson.databind.JsonNode::isNull);
    }

    @Test
    void an_enum_is_one_of_its_names() {
        assertThat(
                        api.ask(
                                        Who.NOBODY,
                                        "{ felt(of: \"i\", mood: GOOD) { edges { node { mood } } } }")
                                .data("/felt/edges/0/node/mood")
                                .asText())
                .isEqualTo("GOOD");
        var wrong =
                api.ask(
                        Who.NOBODY,
                        "query($mood: Mood!) { felt(of: \"i\", mood: $mood) { edges { cursor } } }",
                        Map.of("mood", "canary"));
        assertThat(wrong.codes()).containsExactly("BAD_USER_INPUT");
        assertThat(wrong.text()).doesNotContain("canary", "GOOD");
    }
}

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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Values are returned as they were stored or sent, or are errors; they are never rounded.
class ValuesTest {
    private static final String SCHEMA =
            """
            enum Mood { GOOD BAD }
            scalar Url
            type Stop { place: String! minutes: Int! after: Stop }
            type Trip @table(name: "Trips", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              int: Int
              float: Float
              decimal: Decimal
              flag: Boolean
              mood: Mood
              url: Url
              at: DateTime
              seconds: DateTime @attribute(as: N)
              json: JSON
              tags: [String!] @attribute(as: SS)
              numbers: [Int!] @attribute(as: NS)
              amounts: [Decimal!] @attribute(as: NS)
              bytes: String @attribute(as: B)
              texts: [String] @constraint(maxItems: 3)
              stops: [Stop!] @constraint(maxItems: 3)
              stop: Stop
              owner: ID @attribute(hidden: true)
              needed: String! @attribute(default: "'there'")
              next: Trip @getItem(key: "id = $parent.nextId")
              nextId: ID @attribute(hidden: true)
              others: [Trip] @getItem(key: "id IN $parent.otherIds")
              otherIds: [ID!] @attribute(hidden: true) @constraint(maxItems: 2)
            }
            type Bare @table(name: "Bares", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              needed: String!
              given: String! @attribute(default: "'there'")
              made: DateTime! @attribute(default: "$now")
            }
            type Price @table(name: "Prices", partitionKey: "{item}", sortKey: "{amount}") @auth(rules: [{public: true}]) {
              item: ID!
              amount: Decimal!
              count: Int
              weight: Float
              mood: Mood
            }
            type Query {
              trip(id: ID!): Trip @getItem(key: "id = $id") @auth(rules: [{public: true}])
              bare(id: ID!): Bare @getItem(key: "id = $id") @auth(rules: [{public: true}])
              price(of: ID!, amount: Decimal!): Price @getItem(key: "item = $of AND amount = $amount")
                @auth(rules: [{public: true}])
              counted(of: ID!, count: Int!, first: Int! = 5, after: String): PriceConnection!
                @query(keyCondition: "item = $of", filter: "count = $count", maxItems: 5, maxRead: 10) @auth(rules: [{public: true}])
              weighed(of: ID!, weight: Float!, first: Int! = 5, after: String): PriceConnection!
                @query(keyCondition: "item = $of", filter: "weight <= $weight", maxItems: 5, maxRead: 10) @auth(rules: [{public: true}])
              felt(of: ID!, mood: Mood!, first: Int! = 5, after: String): PriceConnection!
                @query(keyCondition: "item = $of", filter: "mood = $mood", maxItems: 5, maxRead: 10) @auth(rules: [{public: true}])
            }
            """;

    private static final String DIGITS_38 = "12345678901234567890123456789012345678";
    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
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
        api.close();
    }

    private static Answer trip(String id, String selection) {
        return api.ask(
                Who.NOBODY,
                "query($id: ID!) { trip(id: $id) { %s } }".formatted(selection),
                Map.of("id", id));
    }

    private static void stored(String id, String attribute, AttributeValue value) {
        api.withRaw("Trip", Map.of("id", id), Map.of(attribute, value));
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
        var answer = trip("decimal", "decimal");

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
            assertThat(trip("int", "int").data("/trip/int").intValue()).isEqualTo(number);
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
                trip(
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
        stored("null", "at", AttributeValue.fromNul(true));
        var answer =
                trip(
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int",
                "float",
                "decimal",
                "flag",
                "mood",
                "url",
                "at",
                "seconds",
                "tags",
                "numbers",
                "amounts",
                "bytes",
                "texts",
                "stops { place }",
                "stop { place }"
            })
    void a_stored_value_that_does_not_fit_is_an_error_of_its_field_alone(String selection) {
        var field = selection.replaceAll(" .*", "");
        var misfit =
                field.equals("mood")
                        ? AttributeValue.fromS("canary")
                        : field.equals("url")
                                ? AttributeValue.fromN("1")
                                : AttributeValue.fromM(
                                        Map.of("canary", AttributeValue.fromS("canary")));
        if (field.equals("stop")) {
            misfit = AttributeValue.fromS("canary");
        }
        stored("misfit", field, misfit);
        var answer = trip("misfit", "id needed " + selection);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.errors()).containsExactly("/trip/" + field + " INTERNAL");
        assertThat(answer.body().at("/errors/0/extensions/requestId").asText())
                .isEqualTo("request-1");
        assertThat(answer.data("/trip/id").asText()).isEqualTo("misfit");
        assertThat(answer.data("/trip/needed").asText()).isEqualTo("there");
        assertThat(answer.data("/trip/" + field).isNull()).isTrue();
        assertThat(answer.text()).doesNotContain("canary");
    }

    @Test
    void an_int_that_is_stored_too_large_or_broken_is_an_error_and_never_rounded() {
        for (var number : List.of("2147483648", "1.5", "-2147483649")) {
            stored("large", "int", AttributeValue.fromN(number));
            assertThat(trip("large", "int").errors()).containsExactly("/trip/int INTERNAL");
        }
    }

    @Test
    void a_misfit_inside_a_list_is_an_error_of_that_place_alone() {
        var good =
                AttributeValue.fromM(
                        Map.of(
                                "place",
                                AttributeValue.fromS("p"),
                                "minutes",
                                AttributeValue.fromN("1")));
        var bad =
                AttributeValue.fromM(
                        Map.of(
                                "place",
                                AttributeValue.fromS("q"),
                                "after",
                                AttributeValue.fromM(
                                        Map.of(
                                                "minutes",
                                                AttributeValue.fromN("1"),
                                                "place",
                                                AttributeValue.fromN("1")))));
        stored("inside", "stop", bad);
        assertThat(trip("inside", "stop { place after { minutes } }").errors()).isEmpty();
        var nested = trip("inside", "stop { place after { minutes place } }");
        assertThat(nested.errors()).containsExactly("/trip/stop/after/place INTERNAL");
        assertThat(nested.data("/trip/stop").toString())
                .isEqualTo("{\"place\":\"q\",\"after\":null}");

        stored("inside", "stops", AttributeValue.fromL(List.of(good, bad)));
        assertThat(trip("inside", "stops { place }").data("/trip/stops/1/place").asText())
                .isEqualTo("q");
        assertThat(trip("inside", "id stops { minutes }").errors())
                .containsExactly("/trip/stops/1/minutes INTERNAL");
    }

    private static Answer bare(String selection) {
        api.dynamoDb()
                .putItem(put ->
                        put.tableName(api.physicalName("Bares"))
                                .item(Map.of("id", AttributeValue.fromS("bare"))));
        return api.ask(Who.NOBODY, "{ bare(id: \"bare\") { %s } }".formatted(selection));
    }

    @Test
    void a_missing_value_that_must_be_there_is_an_error_and_its_item_null() {
        assertThat(bare("id").errors()).isEmpty();
        var answer = bare("id needed");
        assertThat(answer.errors()).containsExactly("/bare/needed INTERNAL");
        assertThat(answer.data("/bare").isNull()).isTrue();
    }

    @Test
    void a_missing_value_that_must_be_there_is_its_literal_default() {
        var answer = bare("given");

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.data("/bare/given").asText()).isEqualTo("there");
        assertThat(bare("made").errors()).containsExactly("/bare/made INTERNAL");
    }

    static Stream<Arguments> timesThatNoDateTimeSpells() {
        return Stream.of(
                Arguments.of("seconds", AttributeValue.fromN("1700000000000")),
                Arguments.of("seconds", AttributeValue.fromN("253402300800")),
                Arguments.of("seconds", AttributeValue.fromN("-62167219201")),
                Arguments.of("at", AttributeValue.fromS("+55840-11-08T22:13:20Z")),
                Arguments.of("at", AttributeValue.fromS("-0001-12-31T23:59:59Z")));
    }

    @ParameterizedTest
    @MethodSource("timesThatNoDateTimeSpells")
    void a_time_outside_the_years_0_to_9999_does_not_fit(String field, AttributeValue stored) {
        stored("beyond", field, stored);

        assertThat(trip("beyond", "id " + field).errors())
                .containsExactly("/trip/" + field + " INTERNAL");
    }

    @Test
    void the_first_and_the_last_second_of_the_calendar_fit() {
        stored("first", "seconds", AttributeValue.fromN("-62167219200"));
        stored("last", "seconds", AttributeValue.fromN("253402300799"));

        assertThat(trip("first", "seconds").data("/trip/seconds").asText())
                .isEqualTo("0000-01-01T00:00:00.000Z");
        assertThat(trip("last", "seconds").data("/trip/seconds").asText())
                .isEqualTo("9999-12-31T23:59:59.000Z");
    }

    @Test
    void an_enum_value_of_another_writer_is_an_error_at_its_field_and_logged_by_name() {
        stored("later", "mood", AttributeValue.fromS("MIXED"));
        var log = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            var answer = trip("later", "id mood");

            assertThat(answer.errors()).containsExactly("/trip/mood INTERNAL");
            assertThat(answer.body().at("/errors/0/locations/0/line").asInt()).isEqualTo(1);
            assertThat(answer.data("/trip/id").asText()).isEqualTo("later");
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("The stored value of Trip.mood is not a value of Mood.")
                .doesNotContain("MIXED");
    }

    @Test
    void a_stored_list_longer_than_its_bound_is_an_error_before_anything_else_is_read() {
        stored(
                "long",
                "texts",
                AttributeValue.fromL(
                        IntStream.range(0, 4)
                                .mapToObj(i -> AttributeValue.fromS("t" + i))
                                .toList()));
        assertThat(trip("long", "id texts").errors()).containsExactly("/trip/texts INTERNAL");

        stored(
                "long",
                "otherIds",
                AttributeValue.fromL(
                        IntStream.range(0, 3)
                                .mapToObj(i -> AttributeValue.fromS("t" + i))
                                .toList()));
        var answer = trip("long", "id others { id }");
        assertThat(answer.errors()).containsExactly("/trip/others INTERNAL");
        assertThat(answer.data("/trip/id").asText()).isEqualTo("long");
        assertThat(api.wire().operations()).containsExactly("GetItem");

        stored(
                "long",
                "otherIds",
                AttributeValue.fromL(
                        List.of(AttributeValue.fromS("long"), AttributeValue.fromS("none"))));
        assertThat(trip("long", "others { id }").data("/trip/others").toString())
                .isEqualTo("[{\"id\":\"long\"},null]");
    }

    @Test
    void a_relation_whose_key_does_not_fit_is_an_error_of_that_relation() {
        stored("relation", "nextId", AttributeValue.fromN("1"));
        var answer = trip("relation", "id next { id }");

        assertThat(answer.errors()).containsExactly("/trip/next INTERNAL");
        assertThat(answer.data("/trip/id").asText()).isEqualTo("relation");
        assertThat(trip("all", "next { id }").errors()).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A stored value that does not fit its type is an error at its field, and is never rounded.
class MisfitsTest {
    private static Trips trips;

    @BeforeAll
    static void open() {
        trips = new Trips();
    }

    @AfterAll
    static void close() {
        trips.close();
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
        trips.store("misfit", field, misfit);
        var answer = trips.ask("misfit", "id needed " + selection);

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
            trips.store("large", "int", AttributeValue.fromN(number));
            assertThat(trips.ask("large", "int").errors()).containsExactly("/trip/int INTERNAL");
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
        trips.store("inside", "stop", bad);
        assertThat(trips.ask("inside", "stop { place after { minutes } }").errors()).isEmpty();
        var nested = trips.ask("inside", "stop { place after { minutes place } }");
        assertThat(nested.errors()).containsExactly("/trip/stop/after/place INTERNAL");
        assertThat(nested.data("/trip/stop").toString())
                .isEqualTo("{\"place\":\"q\",\"after\":null}");

        trips.store("inside", "stops", AttributeValue.fromL(List.of(good, bad)));
        assertThat(trips.ask("inside", "stops { place }").data("/trip/stops/1/place").asText())
                .isEqualTo("q");
        assertThat(trips.ask("inside", "id stops { minutes }").errors())
                .containsExactly("/trip/stops/1/minutes INTERNAL");
    }

    private static Answer bare(String selection) {
        var api = trips.api();
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
        trips.store("beyond", field, stored);

        assertThat(trips.ask("beyond", "id " + field).errors())
                .containsExactly("/trip/" + field + " INTERNAL");
    }

    @Test
    void the_first_and_the_last_second_of_the_calendar_fit() {
        trips.store("first", "seconds", AttributeValue.fromN("-62167219200"));
        trips.store("last", "seconds", AttributeValue.fromN("253402300799"));

        assertThat(trips.ask("first", "seconds").data("/trip/seconds").asText())
                .isEqualTo("0000-01-01T00:00:00.000Z");
        assertThat(trips.ask("last", "seconds").data("/trip/seconds").asText())
                .isEqualTo("9999-12-31T23:59:59.000Z");
    }

    @Test
    void an_enum_value_of_another_writer_is_an_error_at_its_field_and_logged_by_name() {
        trips.store("later", "mood", AttributeValue.fromS("MIXED"));
        var log = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            var answer = trips.ask("later", "id mood");

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
        trips.store(
                "long",
                "texts",
                AttributeValue.fromL(
                        IntStream.range(0, 4)
                                .mapToObj(i -> AttributeValue.fromS("t" + i))
                                .toList()));
        assertThat(trips.ask("long", "id texts").errors()).containsExactly("/trip/texts INTERNAL");

        trips.store(
                "long",
                "otherIds",
                AttributeValue.fromL(
                        IntStream.range(0, 3)
                                .mapToObj(i -> AttributeValue.fromS("t" + i))
                                .toList()));
        var answer = trips.ask("long", "id others { id }");
        assertThat(answer.errors()).containsExactly("/trip/others INTERNAL");
        assertThat(answer.data("/trip/id").asText()).isEqualTo("long");
        assertThat(trips.api().wire().operations()).containsExactly("GetItem");

        trips.store(
                "long",
                "otherIds",
                AttributeValue.fromL(
                        List.of(AttributeValue.fromS("long"), AttributeValue.fromS("none"))));
        assertThat(trips.ask("long", "others { id }").data("/trip/others").toString())
                .isEqualTo("[{\"id\":\"long\"},null]");
    }

    @Test
    void a_relation_whose_key_does_not_fit_is_an_error_of_that_relation() {
        trips.store("relation", "nextId", AttributeValue.fromN("1"));
        var answer = trips.ask("relation", "id next { id }");

        assertThat(answer.errors()).containsExactly("/trip/next INTERNAL");
        assertThat(answer.data("/trip/id").asText()).isEqualTo("relation");
        trips.store("alone", "int", AttributeValue.fromN("1"));
        assertThat(trips.ask("alone", "next { id }").errors()).isEmpty();
    }
}

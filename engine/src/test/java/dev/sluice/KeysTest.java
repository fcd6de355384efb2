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

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A key names exactly one item, whatever values it has, and a range of keys matches what its
/// operator says.
class KeysTest {
    private static final String SCHEMA =
            """
            type Thing @table(name: "Things", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              name: String
            }
            type Part @table(name: "Parts", partitionKey: "{thing}", sortKey: "{id}") @auth(rules: [{public: true}]) {
              thing: ID!
              id: ID!
            }
            type Document @table(name: "Documents", partitionKey: "OWNER#{owner}", sortKey: "DOC#{folder}#{name}")
              @auth(rules: [{public: true}]) {
              owner: ID!
              folder: String!
              name: String!
            }
            type Score @table(name: "Scores", partitionKey: "{game}", sortKey: "{points}") @auth(rules: [{public: true}]) {
              game: ID!
              points: Decimal!
            }
            type Visit @table(name: "Visits", partitionKey: "{page}", sortKey: "{at}") @auth(rules: [{public: true}]) {
              page: ID!
              at: DateTime!
            }
            type Query {
              thing(id: ID!): Thing @getItem(key: "id = $id") @auth(rules: [{public: true}])
              part(thing: ID!, id: ID!): Part @getItem(key: "thing = $thing AND id = $id") @auth(rules: [{public: true}])
              document(owner: ID!, folder: String!, name: String!): Document
                @getItem(key: "owner = $owner AND folder = $folder AND name = $name") @auth(rules: [{public: true}])
              scoreOf(game: ID!, points: Decimal!): Score @getItem(key: "game = $game AND points = $points")
                @auth(rules: [{public: true}])
            DOCUMENTS
            SCORES
              visits(page: ID!, from: DateTime!, to: DateTime!, first: Int! = 50, after: String): VisitConnection!
                @query(keyCondition: "page = $page AND at BETWEEN $from AND $to") @auth(rules: [{public: true}])
              folders(owner: ID!, from: String!, first: Int! = 50, after: String): DocumentConnection!
                @query(keyCondition: "owner = $owner AND folder >= $from") @auth(rules: [{public: true}])
              all(owner: ID!, first: Int! = 50, after: String): DocumentConnection!
                @query(keyCondition: "owner = $owner") @auth(rules: [{public: true}])
            }
            """;

    private static final Map<String, String> OPERATORS =
            Map.of(
                    "equal",
                    "= $v",
                    "less",
                    "< $v",
                    "atMost",
                    "<= $v",
                    "greater",
                    "> $v",
                    "atLeast",
                    ">= $v",
                    "between",
                    "BETWEEN $v AND $w");

    private static final List<String> NAMES =
            List.of(
                    "a", "a b", "a!", "a\"", "a#", "a#b", "a$", "a%", "a%23", "a%24", "a&", "a/b",
                    "ab", "b", "é", "e\u0301", "ﾟ", "😀", "😀a", "~", "Z");

    private static final List<String> POINTS =
            List.of("-10", "-9", "0", "2.5", "9", "10", "11", "100", "1E+20", "0.00000001");

    private static final Comparator<String> BYTES =
            (left, right) ->
                    Arrays.compareUnsigned(
                            left.getBytes(StandardCharsets.UTF_8),
                            right.getBytes(StandardCharsets.UTF_8));

    private static Api api;

    @BeforeAll
    static void open() {
        api =
                Api.of(
                        SCHEMA.replace(
                                        "DOCUMENTS",
                                        fields(
                                                        "doc",
                                                        "Document",
                                                        "owner: ID!, folder: String!",
                                                        "owner = $owner AND folder = $folder AND name",
                                                        "String")
                                                + """
                                                  docBegins(owner: ID!, folder: String!, v: String!, first: Int! = 50, after: String): DocumentConnection!
                                                    @query(keyCondition: "owner = $owner AND folder = $folder AND begins_with(name, $v)")
                                                    @auth(rules: [{public: true}])
                                                """)
                                .replace(
                                        "SCORES",
                                        fields(
                                                "score",
                                                "Score",
                                                "game: ID!",
                                                "game = $game AND points",
                                                "Decimal")));
        for (var folder : List.of("f", "f#g", "f$", "f!", "e", "g")) {
            api.withAll(
                    "Document",
                    NAMES.stream()
                            .map(name -> Map.of("owner", "o", "folder", folder, "name", name))
                            .toList());
        }
        api.withAll(
                "Score",
                POINTS.stream().map(points -> Map.of("game", "g", "points", points)).toList());
    }

    private static String fields(
            String prefix, String type, String arguments, String condition, String value) {
        return OPERATORS.entrySet().stream()
                .map(operator ->
                        """
                          %s_%s(%s, v: %s!%s, first: Int! = 50, after: String): %sConnection!
                            @query(keyCondition: "%s %s") @auth(rules: [{public: true}])
                        """
                                .formatted(
                                        prefix,
                                        operator.getKey(),
                                        arguments,
                                        value,
                                        operator.getKey().equals("between")
                                                ? ", w: " + value + "!"
                                                : "",
                                        type,
                                        condition,
                                        operator.getValue()))
                .collect(Collectors.joining());
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void ranges_of_composed_keys_hold_what_their_operator_says_and_nothing_of_other_prefixes() {
        var names = NAMES.stream().sorted(BYTES).toList();
        Map<String, BiPredicate<String, String>> operators =
                Map.of(
                        "doc_equal", (name, bound) -> name.equals(bound),
                        "doc_less", (name, bound) -> BYTES.compare(name, bound) < 0,
                        "doc_atMost", (name, bound) -> BYTES.compare(name, bound) <= 0,
                        "doc_greater", (name, bound) -> BYTES.compare(name, bound) > 0,
                        "doc_atLeast", (name, bound) -> BYTES.compare(name, bound) >= 0,
                        "docBegins", (name, bound) -> name.startsWith(bound));
        operators.forEach((field, holds) -> {
            var asked = asked(field, "owner: \"o\", folder: \"f\"", "String", "name", NAMES, "");
            for (int i = 0; i < NAMES.size(); i++) {
                var bound = NAMES.get(i);
                assertThat(asked.get(i))
                        .as("%s %s", field, bound)
                        .isEqualTo(names.stream().filter(name -> holds.test(name, bound)).toList());
            }
        });
    }

    @Test
    void a_composed_range_between_two_values_holds_both_ends() {
        var names = NAMES.stream().sorted(BYTES).toList();
        for (var low : List.of("a", "a#", "a%", "é")) {
            var asked =
                    asked(
                            "doc_between",
                            "owner: \"o\", folder: \"f\"",
                            "String",
                            "name",
                            NAMES,
                            low);
            for (int i = 0; i < NAMES.size(); i++) {
                var high = NAMES.get(i);
                assertThat(asked.get(i))
                        .as("%s to %s", low, high)
                        .isEqualTo(
                                names.stream()
                                        .filter(name ->
                                                BYTES.compare(name, low) >= 0
                                                        && BYTES.compare(name, high) <= 0)
                                        .toList());
            }
        }
    }

    @Test
    void a_range_with_its_low_end_above_its_high_end_is_empty_without_a_request() {
        api.ask(
                Who.NOBODY,
                "{ doc_between(owner: \"o\", folder: \"f\", v: \"b\", w: \"a\") { edges { cursor } } score_between(game: \"g\", v: \"10\", w: \"9\") { edges { cursor } } }");

        assertThat(api.wire().calls()).isEmpty();
    }

    @Test
    void ranges_of_numbers_compare_numbers() {
        Comparator<String> numbers = Comparator.comparing(BigDecimal::new);
        Map<String, BiPredicate<String, String>> operators =
                Map.of(
                        "score_equal", (points, bound) -> numbers.compare(points, bound) == 0,
                        "score_less", (points, bound) -> numbers.compare(points, bound) < 0,
                        "score_atMost", (points, bound) -> numbers.compare(points, bound) <= 0,
                        "score_greater", (points, bound) -> numbers.compare(points, bound) > 0,
                        "score_atLeast", (points, bound) -> numbers.compare(points, bound) >= 0);
        var bounds = List.of("9", "10", "-9.5", "0", "1E+20", "3");
        operators.forEach((field, holds) -> {
            var asked = asked(field, "game: \"g\"", "Decimal", "points", bounds, "");
            for (int i = 0; i < bounds.size(); i++) {
                var bound = bounds.get(i);
                assertThat(asked.get(i).stream().map(BigDecimal::new).toList())
                        .as("%s %s", field, bound)
                        .isEqualTo(
                                POINTS.stream()
                                        .sorted(numbers)
                                        .filter(points -> holds.test(points, bound))
                                        .map(points ->
                                                new BigDecimal(
                                                        new BigDecimal(points).toPlainString()))
                                        .toList());
            }
        });
        assertThat(asked("score_between", "game: \"g\"", "Decimal", "points", List.of("10"), "9"))
                .containsExactly(List.of("9", "10"));
    }

    /// Returns what the field answers for each bound, all in one request.
    private static List<List<String>> asked(
            String field,
            String arguments,
            String type,
            String answer,
            List<String> bounds,
            String low) {
        var variables = new HashMap<String, Object>();
        var selections = new StringBuilder();
        var declarations = new StringBuilder();
        for (int i = 0; i < bounds.size(); i++) {
            variables.put("v" + i, bounds.get(i));
            declarations.append("$v%d: %s! ".formatted(i, type));
            var value = low.isEmpty() ? "v: $v" + i : "v: $low, w: $v" + i;
            selections.append(
                    "a%d: %s(%s, %s) { edges { node { %s } } }\n"
                            .formatted(i, field, arguments, value, answer));
        }
        if (!low.isEmpty()) {
            variables.put("low", low);
            declarations.append("$low: %s!".formatted(type));
        }
        var answered =
                api.ask(
                        Who.NOBODY,
                        "query(%s) { %s }".formatted(declarations, selections),
                        variables);
        assertThat(answered.errors()).as(answered.text()).isEmpty();
        return IntStream.range(0, bounds.size())
                .mapToObj(i -> answered.data("/a" + i + "/edges").findValuesAsText(answer))
                .toList();
    }

    @Test
    void a_bare_range_never_spills_into_other_items_of_the_partition() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ folders(owner: \"o\", from: \"f#\") { edges { node { folder } } pageInfo { hasNextPage } } }");

        assertThat(answer.data("/folders/edges").findValuesAsText("folder"))
                .hasSize(50)
                .doesNotContain("e", "f", "f!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a#b",
                "a/b",
                "a%23b",
                "$",
                "%",
                "#",
                "😀",
                "Zoë",
                "Zoe\u0308",
                "a b",
                "'",
                "\"",
                "\\",
                "\u0000",
                ":v0",
                "null"
            })
    void an_id_is_what_it_is(String id) {
        api.with("Thing", Map.of("id", id, "name", "of " + id));
        api.with("Document", Map.of("owner", id, "folder", id, "name", id));
        var answer =
                api.ask(
                        Who.NOBODY,
                        "query($id: ID!, $s: String!) { thing(id: $id) { id name } document(owner: $id, folder: $s, name: $s) { owner folder name } all(owner: $id) { edges { node { name } } } }",
                        Map.of("id", id, "s", id));

        assertThat(answer.data("/thing/id").asText()).isEqualTo(id);
        assertThat(answer.data("/thing/name").asText()).isEqualTo("of " + id);
        assertThat(answer.data("/document/folder").asText()).isEqualTo(id);
        assertThat(answer.data("/all/edges").findValuesAsText("name")).containsExactly(id);
    }

    @Test
    void composed_and_decomposed_characters_are_two_ids() {
        api.with("Thing", Map.of("id", "caf\u00e9", "name", "composed"));
        var answer =
                api.ask(
                        Who.NOBODY,
                        "query($a: ID!, $b: ID!) { a: thing(id: $a) { name } b: thing(id: $b) { name } }",
                        Map.of("a", "caf\u00e9", "b", "cafe\u0301"));

        assertThat(answer.data("/a/name").asText()).isEqualTo("composed");
        assertThat(answer.data("/b").isNull()).isTrue();
    }

    @Test
    void an_empty_id_is_null_without_a_request() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ thing(id: \"\") { id } a: part(thing: \"\", id: \"x\") { id } b: part(thing: \"x\", id: \"\") { id } }");

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.data()).allMatch(com.fasterxml.jackson.databind.JsonNode::isNull);
        assertThat(api.wire().calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"x, 1", "é, 2", "한, 3", "😀, 4"})
    void key_sizes_are_bytes_of_UTF_8(String character, int bytes) {
        var thing = filled(character, bytes, 2_048);
        var part = filled(character, bytes, 1_024);
        api.with("Thing", Map.of("id", thing, "name", "largest"));
        api.with("Part", Map.of("thing", thing, "id", part));
        var query =
                "query($thing: ID!, $part: ID!) { thing(id: $thing) { name } part(thing: $thing, id: $part) { __typename } }";

        var largest = api.ask(Who.NOBODY, query, Map.of("thing", thing, "part", part));
        assertThat(largest.data("/thing/name").asText()).isEqualTo("largest");
        assertThat(largest.data("/part/__typename").asText()).isEqualTo("Part");

        var larger = api.ask(Who.NOBODY, query, Map.of("thing", thing + "x", "part", part));
        assertThat(larger.errors()).isEmpty();
        assertThat(larger.data()).allMatch(com.fasterxml.jackson.databind.JsonNode::isNull);
        assertThat(api.wire().calls()).isEmpty();
        var longer = api.ask(Who.NOBODY, query, Map.of("thing", thing, "part", part + "x"));
        assertThat(longer.data("/part").isNull()).isTrue();
        assertThat(api.reads()).containsExactly("Things 1");
    }

    private static String filled(String character, int bytes, int size) {
        return character.repeat(size / bytes) + "x".repeat(size % bytes);
    }

    @Test
    void a_number_is_one_key_however_it_is_spelled() {
        for (var spelled : List.of("10", "10.0", "1e1", "1E+1", "0010")) {
            var answer =
                    api.ask(
                            Who.NOBODY,
                            "query($p: Decimal!) { scoreOf(game: \"g\", points: $p) { points } }",
                            Map.of("p", spelled));
            assertThat(answer.data("/scoreOf/points").asText()).isEqualTo("10");
        }
    }

    @Test
    void times_are_one_key_in_every_zone() {
        api.withAll(
                "Visit",
                List.of(
                        Map.of("page", "p", "at", "2026-01-01T00:00:00Z"),
                        Map.of("page", "p", "at", "2026-01-01T00:00:00.001Z"),
                        Map.of("page", "p", "at", "2026-01-01T01:00:00Z")));
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ visits(page: \"p\", from: \"2026-01-01T01:00:00+01:00\", to: \"2025-12-31T23:00:00.999-01:00\") { edges { node { at } } } }");

        assertThat(answer.data("/visits/edges").findValuesAsText("at"))
                .containsExactly("2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.001Z");
    }
}

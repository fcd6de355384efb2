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

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Arguments are checked against their constraints before anything is read, and no refusal repeats
/// their values.
class ArgumentsTest {
    private static final String SCHEMA =
            """
            scalar Code @constraint(pattern: "[A-Z]{3}")
            scalar Email @constraint(lowercase: true, maxLength: 12, pattern: "[^@]+@[^@]+")
            input Name { first: String! @constraint(minLength: 2, maxLength: 4) last: String! = "x" @constraint(lowercase: true, maxLength: 4) }
            input Search { name: Name!, codes: [Code!] @constraint(minItems: 1, maxItems: 2), names: [Name!] @constraint(maxItems: 2, unique: "first") }
            type Person @table(name: "People", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              age: Int
            }
            type Query {
              sized(id: ID! @constraint(minLength: 2, maxLength: 4)): Person @getItem(key: "id = $id") @auth(rules: [{public: true}])
              shaped(id: String! @constraint(pattern: "[a-z]+[0-9]")): Person @getItem(key: "id = $id") @auth(rules: [{public: true}])
              mailed(id: Email!): Person @getItem(key: "id = $id") @auth(rules: [{public: true}])
              coded(id: Code! @constraint(maxLength: 3)): Person @getItem(key: "id = $id") @auth(rules: [{public: true}])
              found(search: Search!): Person @getItem(key: "id = $search.name.first") @auth(rules: [{public: true}])
              foundLast(search: Search!): Person @getItem(key: "id = $search.name.last") @auth(rules: [{public: true}])
              people(ids: [ID!]! @constraint(minItems: 1, maxItems: 3)): [Person]! @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
              distinct(ids: [Code!]! @constraint(maxItems: 3, unique: "")): [Person]! @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
              aged(id: ID!, age: Int! @constraint(min: 1, max: 10), first: Int! = 5, after: String): PersonConnection!
                @query(keyCondition: "id = $id", filter: "age = $age", maxItems: 5, maxRead: 5) @auth(rules: [{public: true}])
            }
            """;

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA.replace(", unique: \"\"", ""));
        for (var id : List.of("ab", "abcd", "ann@x.org", "ABC", "a1", "😀😀", "abba")) {
            api.with("Person", Map.of("id", id, "age", 5));
        }
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static void refused(Answer answer, String argument, String constraint, String bound) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.codes()).containsExactly("BAD_USER_INPUT");
        var extensions = answer.body().at("/errors/0/extensions");
        assertThat(extensions.path("argument").asText()).isEqualTo(argument);
        assertThat(extensions.path("constraint").asText()).isEqualTo(constraint);
        assertThat(extensions.path("bound").asText()).isEqualTo(bound);
        assertThat(answer.text()).doesNotContain("canary", "CANARY");
        assertThat(api.wire().calls()).isEmpty();
    }

    private static Answer ask(String field, Object id) {
        var type =
                Map.of("mailed", "Email!", "coded", "Code!", "shaped", "String!")
                        .getOrDefault(field, "ID!");
        return api.ask(
                Who.NOBODY,
                "query($id: %s) { %s(id: $id) { id } }".formatted(type, field),
                Map.of("id", id));
    }

    @ParameterizedTest
    @CsvSource({
        "sized, ab",
        "sized, abcd",
        "sized, 😀😀",
        "shaped, a1",
        "mailed, ann@x.org",
        "coded, ABC"
    })
    void a_value_at_its_limit_is_read(String field, String id) {
        assertThat(ask(field, id).data("/" + field + "/id").asText()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "sized, a, minLength, 2",
        "sized, '', minLength, 2",
        "sized, canary, maxLength, 4",
        "sized, 😀, minLength, 2",
        "sized, 😀😀😀😀😀, maxLength, 4",
        "shaped, canary, pattern, '[a-z]+[0-9]'",
        "shaped, canary1canary, pattern, '[a-z]+[0-9]'",
        "mailed, canary@canary, maxLength, 12",
        "mailed, canary, pattern, '[^@]+@[^@]+'",
        "coded, abc, pattern, '[A-Z]{3}'"
    })
    void a_value_one_past_its_limit_is_refused_and_not_echoed(
            String field, String id, String constraint, String bound) {
        refused(ask(field, id), "id", constraint, bound);
    }

    @Test
    void a_text_is_lower_cased_before_it_is_checked_and_read() {
        assertThat(ask("mailed", "ANN@X.org").data("/mailed/id").asText()).isEqualTo("ann@x.org");
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ foundLast(search: {name: {first: \"xx\", last: \"ABBA\"}}) { id } }");
        assertThat(answer.data("/foundLast/id").asText()).isEqualTo("abba");
    }

    @ParameterizedTest
    @CsvSource({"1, true, ''", "10, true, ''", "0, false, min", "11, false, max"})
    void a_number_is_within_its_bounds(int age, boolean fits, String constraint) {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "query($n: Int!) { aged(id: \"ab\", age: $n) { edges { cursor } } }",
                        Map.of("n", age));
        if (fits) {
            assertThat(answer.errors()).isEmpty();
        } else {
            refused(answer, "age", constraint, constraint.equals("min") ? "1" : "10");
        }
    }

    @Test
    void a_list_is_within_its_bounds() {
        assertThat(people(3).data("/people").size()).isEqualTo(3);
        refused(people(4), "ids", "maxItems", "3");
        refused(people(0), "ids", "minItems", "1");
    }

    private static Answer people(int count) {
        return api.ask(
                Who.NOBODY,
                "query($ids: [ID!]!) { people(ids: $ids) { id } }",
                Map.of("ids", IntStream.range(0, count).mapToObj(i -> "p" + i).toList()));
    }

    @Test
    void a_single_value_is_a_list_of_one() {
        assertThat(
                        api.ask(Who.NOBODY, "{ people(ids: \"ab\") { id } }")
                                .data("/people/0/id")
                                .asText())
                .isEqualTo("ab");
    }

    @Test
    void every_member_of_an_input_is_checked_at_its_own_path() {
        assertThat(
                        search("{name: {first: \"ab\"}, codes: [\"ABC\", \"ABD\"]}")
                                .data("/found/id")
                                .asText())
                .isEqualTo("ab");
        refused(search("{name: {first: \"a\"}}"), "search.name.first", "minLength", "2");
        refused(search("{name: {first: \"canary\"}}"), "search.name.first", "maxLength", "4");
        refused(
                search("{name: {first: \"ab\", last: \"CANARY\"}}"),
                "search.name.last",
                "maxLength",
                "4");
        refused(search("{name: {first: \"ab\"}, codes: []}"), "search.codes", "minItems", "1");
        refused(
                search("{name: {first: \"ab\"}, codes: [\"ABC\", \"ABC\", \"ABC\"]}"),
                "search.codes",
                "maxItems",
                "2");
        refused(
                search("{name: {first: \"ab\"}, codes: [\"ABC\", \"canary\"]}"),
                "search.codes[1]",
                "pattern",
                "[A-Z]{3}");
        refused(
                search(
                        "{name: {first: \"ab\"}, names: [{first: \"ab\"}, {first: \"ab\", last: \"x\"}]}"),
                "search.names",
                "unique",
                "first");
        refused(
                search("{name: {first: \"ab\"}, names: [{first: \"ab\"}, {first: \"canary\"}]}"),
                "search.names[1].first",
                "maxLength",
                "4");
    }

    private static Answer search(String input) {
        return api.ask(Who.NOBODY, "{ found(search: " + input + ") { id } }");
    }

    @Test
    void one_argument_out_of_bounds_refuses_the_whole_operation() {
        refused(
                api.ask(
                        Who.NOBODY,
                        "{ a: sized(id: \"ab\") { id } b: sized(id: \"canary\") { id } }"),
                "id",
                "maxLength",
                "4");
    }

    @Test
    void a_skipped_field_asks_nothing_of_its_arguments() {
        assertThat(
                        api.ask(
                                        Who.NOBODY,
                                        "{ a: sized(id: \"ab\") { id } b: sized(id: \"canary\") @skip(if: true) { id } }")
                                .errors())
                .isEmpty();
    }

    @Test
    void an_id_may_be_sent_as_an_integer() {
        api.with("Person", Map.of("id", "42"));
        assertThat(ask("sized", 42).data("/sized/id").asText()).isEqualTo("42");
        assertThat(api.ask(Who.NOBODY, "{ sized(id: 42) { id } }").data("/sized/id").asText())
                .isEqualTo("42");
        assertThat(api.ask(Who.NOBODY, "{ sized(id: 4.2) { id } }").codes())
                .containsExactly("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void a_variable_of_the_wrong_type_is_refused_by_name_and_not_echoed() {
        for (Object wrong : List.of(true, 1.5, Map.of("canary", "canary"), List.of("canary"))) {
            var answer = ask("sized", wrong);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.codes()).containsExactly("BAD_USER_INPUT");
            assertThat(answer.body().at("/errors/0/extensions/variable").asText()).isEqualTo("id");
            assertThat(answer.text()).doesNotContain("canary", "1.5");
        }
        var missing = api.ask(Who.NOBODY, "query($id: ID!) { sized(id: $id) { id } }");
        assertThat(missing.codes()).containsExactly("BAD_USER_INPUT");
        var unknown =
                api.ask(
                        Who.NOBODY,
                        "query($s: Search!) { found(search: $s) { id } }",
                        Map.of("s", Map.of("name", Map.of("first", "ab", "canary", 1))));
        assertThat(unknown.codes()).containsExactly("BAD_USER_INPUT");
        assertThat(unknown.text()).doesNotContain("canary");
        var incomplete =
                api.ask(
                        Who.NOBODY,
                        "query($s: Search!) { found(search: $s) { id } }",
                        Map.of("s", Map.of("name", Map.of())));
        assertThat(incomplete.codes()).containsExactly("BAD_USER_INPUT");
    }
}

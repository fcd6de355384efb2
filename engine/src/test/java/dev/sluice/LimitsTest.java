// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.sluice.internal.policy.Limit;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// For each limit, a request at the limit is answered, and a request one past it is refused with
/// the limit's name.
class LimitsTest {
    private static final int LONG = 9_900;
    private static final int SMALL_RESPONSE = 10_000;
    private static final String SCHEMA =
            """
            type Node @table(name: "Nodes", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              text: String
              nextId: ID
              next: Node @getItem(key: "id = $parent.nextId")
            }
            type Event @table(name: "Events", partitionKey: "{stream}", sortKey: "{id}")
              @auth(rules: [{public: true}]) {
              stream: ID!
              id: ID!
            }
            type Query {
              node(id: ID!): Node @getItem(key: "id = $id") @auth(rules: [{public: true}])
              nodes(ids: [ID!]! @constraint(maxItems: 1000)): [Node]!
                @getItem(key: "id IN $ids") @auth(rules: [{public: true}])
              events(stream: ID!, first: Int! = 1, after: String): EventConnection!
                @query(keyCondition: "stream = $stream", maxItems: 2000) @auth(rules: [{public: true}])
            }
            """;

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA, Map.of("SLUICE_MAX_RESPONSE_BYTES", "" + SMALL_RESPONSE));
        api.with("Node", Map.of("id", "n1", "nextId", "n1", "text", "x".repeat(LONG)));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_at_a_limit_is_answered(Limit limit) {
        for (var request : requests(limit, maximum(limit))) {
            var answer = api.post(Who.NOBODY, request);

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.errors()).isEmpty();
            assertThat(answer.data().isObject()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_past_a_limit_is_refused_by_its_name(Limit limit) {
        for (var request : requests(limit, maximum(limit) + 1)) {
            var answer = api.post(Who.NOBODY, request);

            var extensions = answer.body().at("/errors/0/extensions");
            assertThat(answer.status()).as(answer.text()).isEqualTo(limit.code().status());
            assertThat(answer.body().has("data")).isFalse();
            assertThat(extensions.path("code").asText()).isEqualTo(limit.code().name());
            assertThat(extensions.path("limit").asText()).isEqualTo(limit.parameter());
            assertThat(extensions.path("maximum").asInt()).isEqualTo(maximum(limit));
        }
    }

    private static int maximum(Limit limit) {
        return limit == Limit.RESPONSE_BYTES ? SMALL_RESPONSE : limit.standard();
    }

    /// Returns requests whose limited quantity is exactly `n`.
    private static List<String> requests(Limit limit, int n) {
        return switch (limit) {
            case BODY_BYTES -> {
                var body = query("{ node(id: \"n1\") { id } }");
                yield List.of(body + " ".repeat(n - body.length()));
            }
            case RESPONSE_BYTES -> {
                // As JSON, with the eight quotes counted twice.
                var rest = "{\"data\":{\"node\":{\"\":\"\"}}}".length() + 8 + LONG;
                var alias = "a".repeat(n - rest);
                yield List.of(query("{ node(id: \"n1\") { " + alias + ": text } }"));
            }
            // HeldItemsTest: this one fails fields, and not requests.
            case READ_BYTES -> List.of();
            case DOCUMENT_CHARACTERS -> {
                var document = "{ node(id: \"n1\") { id } } #";
                yield List.of(query(document + "é".repeat(n - document.length())));
            }
            case DOCUMENT_TOKENS -> List.of(node("id ".repeat(n - 10)));
            case NESTING ->
                    List.of(
                            node("... { ".repeat(n - 2) + "id" + " }".repeat(n - 2)),
                            variables("[".repeat(n - 2) + "]".repeat(n - 2)));
            case NUMBER_CHARACTERS ->
                    List.of(
                            query("{ node(id: %s) { id } }".formatted("7".repeat(n))),
                            variables("7".repeat(n)),
                            variables("0." + "7".repeat(n - 2)));
            case NAME_CHARACTERS ->
                    List.of(
                            node("a".repeat(n) + ": id"),
                            variables("{\"" + "a".repeat(n) + "\": 1}"));
            case LIST_ELEMENTS ->
                    List.of(
                            query("{ nodes(ids: [" + each(n, i -> "\"n1\"") + "]) { id } }"),
                            variables("[1" + ",1".repeat(n - 1) + "]"));
            case OPERATIONS ->
                    List.of(
                            "{\"operationName\": \"Q0\", \"query\": \"%s\"}"
                                    .formatted(each(n, i -> "query Q" + i + " { __typename }")));
            case FRAGMENTS ->
                    List.of(
                            query(
                                    "{ node(id: \"n1\") { "
                                            + each(n, i -> "...F" + i)
                                            + " } }"
                                            + each(n, i -> " fragment F" + i + " on Node { id }")));
            case ALIASES -> List.of(node(each(n, i -> "a" + i + ": id")));
            case DIRECTIVES -> List.of(node(each(n, i -> "id @include(if: true)")));
            case VARIABLES ->
                    List.of(
                            query(
                                    "query("
                                            + each(n, i -> "$v" + i + ": ID! = \"n1\"")
                                            + ") { nodes(ids: ["
                                            + each(n, i -> "$v" + i)
                                            + "]) { id } }"));
            case DEPTH -> List.of(node("next { ".repeat(n - 2) + "id" + " }".repeat(n - 2)));
            case ROOT_FIELDS -> List.of(query("{ " + "__typename ".repeat(n) + "}"));
            case FIELDS -> {
                var spreads = (n - 1) / 100;
                yield List.of(
                        query(
                                "{ node(id: \"n1\") { %s %s } } fragment F on Node { %s }"
                                        .formatted(
                                                "...F ".repeat(spreads),
                                                "id ".repeat((n - 1) % 100),
                                                "id ".repeat(100))));
            }
            case PAGE_ITEMS ->
                    List.of(
                            query(
                                    "{ events(stream: \"s\", first: %d) { edges { node { id } } } }"
                                            .formatted(n)));
            case INTROSPECTION_DEPTH ->
                    List.of(type("ofType { ".repeat(n - 2) + "name" + " }".repeat(n - 2)));
            case INTROSPECTION_FIELDS -> List.of(type("name ".repeat(n - 1)));
            case INTROSPECTION_LISTS ->
                    List.of(type("interfaces { ".repeat(n) + "name" + " }".repeat(n)));
        };
    }

    private static String node(String selections) {
        return query("{ node(id: \"n1\") { " + selections + " } }");
    }

    private static String type(String selections) {
        return query("{ __type(name: \"Node\") { " + selections + " } }");
    }

    private static String query(String document) {
        return "{\"query\": %s}".formatted(JsonNodeFactory.instance.textNode(document));
    }

    /// Returns a request with a variable that its document does not declare.
    private static String variables(String json) {
        return "{\"query\": \"{ __typename }\", \"variables\": {\"v\": %s}}".formatted(json);
    }

    private static String each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(" "));
    }
}

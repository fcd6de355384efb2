// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A document that may not run is refused quickly, with a code. The refusal repeats only names from
/// the document.
class DocumentsTest {
    private static final String SCHEMA =
            """
            interface Named { name: String! }
            type Node implements Named @table(name: "Nodes", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              name: String!
              nextId: ID @attribute(hidden: true)
              next: Node @getItem(key: "id = $parent.nextId")
            }
            type Query {
              node(id: ID!): Node @getItem(key: "id = $id") @auth(rules: [{public: true}])
              mine: Node @getItem(key: "id = $claims.sub") @auth(rules: [{signedIn: true}])
            }
            """;

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA, Map.of("SLUICE_INTROSPECTION", "off"));
        api.withAll(
                "Node",
                IntStream.range(0, 20)
                        .mapToObj(i ->
                                Map.of("id", "n" + i, "name", "Node " + i, "nextId", "n" + (i + 1)))
                        .toList());
    }

    @AfterAll
    static void close() {
        api.close();
    }

    /// After any refusal, the next valid request is served.
    @AfterEach
    void the_next_request_is_served() {
        assertThat(api.ask(Who.NOBODY, "{ node(id: \"n1\") { name } }").data("/node/name").asText())
                .isEqualTo("Node 1");
    }

    private static Answer refused(String query, String code) {
        long start = System.nanoTime();
        var answer = api.ask(Who.NOBODY, query);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        refused(answer, code);
        assertThat(answer.text().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(
                        Math.min(
                                16_384, 1_024 + 2 * query.getBytes(StandardCharsets.UTF_8).length));
        return answer;
    }

    private static void refused(Answer answer, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.codes()).isNotEmpty().containsOnly(code);
        assertThat(answer.body().path("errors")).allMatch(error -> error.hasNonNull("message"));
        assertThat(answer.body().has("data")).isFalse();
        assertThat(api.wire().calls()).isEmpty();
    }

    private static String nested(int levels) {
        return "{ node(id: \"n1\") "
                + "{ next ".repeat(levels - 2)
                + "{ id }"
                + " }".repeat(levels - 2)
                + " }";
    }

    @Test
    void an_operation_of_12_levels_runs_and_one_of_13_does_not() {
        assertThat(api.ask(Who.NOBODY, nested(12)).errors()).isEmpty();
        assertThat(api.wire().calls()).hasSize(11);
        var answer = refused(nested(13), "LIMIT_EXCEEDED");
        assertThat(answer.body().at("/errors/0/extensions/limit").asText()).isEqualTo("depth");
        assertThat(answer.body().at("/errors/0/extensions/maximum").asInt()).isEqualTo(12);
        refused(nested(60), "LIMIT_EXCEEDED");
        refused(nested(150), "LIMIT_EXCEEDED");
        refused(nested(900), "LIMIT_EXCEEDED");
    }

    @Test
    void depth_counts_through_fragments() {
        var fragments =
                IntStream.range(0, 12)
                        .mapToObj(i ->
                                "fragment F%d on Node { next { %s } }"
                                        .formatted(i, i == 11 ? "id" : "...F" + (i + 1)))
                        .collect(Collectors.joining(" "));
        refused("{ node(id: \"n1\") { ...F0 } } " + fragments, "LIMIT_EXCEEDED");
    }

    @Test
    void a_schema_sets_its_own_depth() {
        try (var shallow =
                Api.of(
                        "schema @limits(requests: 9, readUnits: 9, writeUnits: 9, depth: 3) { query: Query }\n"
                                + SCHEMA)) {
            assertThat(shallow.ask(Who.NOBODY, nested(3)).errors()).isEmpty();
            assertThat(
                            shallow.ask(Who.NOBODY, nested(4))
                                    .body()
                                    .at("/errors/0/extensions/maximum")
                                    .asInt())
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ __schema { types { name } } }",
                "{ s: __schema { queryType { name } } }",
                "{ ...F } fragment F on Query { __schema { types { name } } }",
                "{ ... on Query { t: __type(name: \"Node\") { fields { name } } } }",
                "{ node(id: \"n1\") { id } __schema { types { name } } }"
            })
    void introspection_is_refused_if_it_is_off(String query) {
        refused(query, "GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void typename_is_not_introspection() {
        assertThat(
                        api.ask(Who.NOBODY, "{ __typename node(id: \"n1\") { __typename } }")
                                .data()
                                .toString())
                .isEqualTo("{\"__typename\":\"Query\",\"node\":{\"__typename\":\"Node\"}}");
    }

    @Test
    void introspection_shows_the_schema_of_clients_if_it_is_on() {
        try (var open = Api.of(SCHEMA)) {
            var answer =
                    open.ask(
                            Who.NOBODY,
                            graphql.introspection.IntrospectionQuery.INTROSPECTION_QUERY);

            assertThat(answer.errors()).isEmpty();
            assertThat(answer.text())
                    .contains("\"Node\"")
                    .doesNotContain("nextId", "getItem", "AuthRule", "Nodes");
            assertThat(open.wire().calls()).isEmpty();
            var deep =
                    "{ __schema { types "
                            + "{ fields { type ".repeat(30)
                            + "{ name }"
                            + " } }".repeat(30)
                            + " } }";
            assertThat(open.ask(Who.NOBODY, deep).codes()).containsExactly("LIMIT_EXCEEDED");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{ node(id: \"n1\") { id }",
                "{}",
                "{ a b: }",
                "query",
                "{ node(id: \"canary) { id } }",
                "{ node(id: \"\"\"canary) { id } }",
                "{ \u0000 }",
                "{ node(id: \"\\ud800\") { id } }",
                "canary",
                "{ a } { a",
                "# only"
            })
    void a_text_that_is_not_a_document_is_refused(String query) {
        var answer = refused(query, "GRAPHQL_PARSE_FAILED");
        assertThat(answer.text()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ nod(id: \"canary\") { id } }",
                "{ node(id: \"canary\") { nam } }",
                "{ node(id: \"canary\", canary: 1) { id } }",
                "{ node(id: {canary: 1}) { id } }",
                "{ node { id } }",
                "{ node(id: \"n1\") }",
                "{ node(id: \"n1\") { id { x } } }",
                "{ node(id: $canary) { id } }",
                "query($unused: ID!) { node(id: \"n1\") { id } }",
                "query($id: Canary) { node(id: $id) { id } }",
                "{ node(id: \"n1\") { ...Missing } }",
                "{ node(id: \"n1\") { ...A } } fragment A on Node { ...B } fragment B on Node { ...A }",
                "{ node(id: \"n1\") { id } } fragment Unused on Node { id }",
                "{ a: node(id: \"n1\") { id } a: node(id: \"n2\") { id } }",
                "{ node(id: \"n1\") { nextId } }",
                "{ node(id: \"n1\") @canary { id } }",
                "mutation { node }",
                "subscription { node }",
                "type Canary { id: ID } { node(id: \"n1\") { id } }",
                "fragment F on Node { id }",
                "query A { node(id: \"n1\") { id } } query B { node(id: \"n1\") { id } }"
            })
    void what_does_not_fit_the_schema_is_refused_without_suggestions_or_values(String query) {
        var answer = refused(query, "GRAPHQL_VALIDATION_FAILED");
        assertThat(answer.text())
                .doesNotContain("\"canary\"", "Did you mean", "did you mean", "Named", "String");
    }

    @Test
    void many_faults_make_a_small_reply() {
        refused(
                "{ "
                        + IntStream.range(0, 50)
                                .mapToObj(i -> "x" + i)
                                .collect(Collectors.joining(" "))
                        + " }",
                "GRAPHQL_VALIDATION_FAILED");
        refused("{ " + ("y".repeat(100) + " ").repeat(9) + " }", "GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void the_operation_is_chosen_by_name() {
        var query = "query A { node(id: \"n1\") { id } } query B { node(id: \"n2\") { id } }";
        assertThat(
                        api.send(Who.NOBODY, Map.of("query", query, "operationName", "B"))
                                .data("/node/id")
                                .asText())
                .isEqualTo("n2");
        api.wire().reset();
        var answer = api.send(Who.NOBODY, Map.of("query", query, "operationName", "canary\r\n"));
        refused(answer, "GRAPHQL_VALIDATION_FAILED");
        assertThat(answer.text()).doesNotContain("canary");
    }

    @Test
    void fifty_fragments_run_and_fifty_one_are_refused_before_they_are_validated() {
        assertThat(api.ask(Who.NOBODY, chain(50)).errors()).isEmpty();
        var answer = refused(chain(51), "LIMIT_EXCEEDED");
        assertThat(answer.body().at("/errors/0/extensions/limit").asText()).isEqualTo("fragments");
        refused(chain(280), "LIMIT_EXCEEDED");
    }

    private static String chain(int fragments) {
        return "{ node(id: \"n1\") { ...F0 } } "
                + IntStream.range(0, fragments)
                        .mapToObj(i ->
                                "fragment F%d on Node { %s }"
                                        .formatted(i, i == fragments - 1 ? "id" : "...F" + (i + 1)))
                        .collect(Collectors.joining(" "));
    }

    @Test
    void fragments_that_double_are_refused() {
        var doubling =
                "{ node(id: \"n1\") { ...F0 } } "
                        + IntStream.range(0, 11)
                                .mapToObj(i ->
                                        "fragment F%d on Node { a: next { ...F%d } b: next { ...F%d } }"
                                                .formatted(i, i + 1, i + 1))
                                .collect(Collectors.joining(" "))
                        + " fragment F11 on Node { id }";
        refused(doubling, "LIMIT_EXCEEDED");
        var shallow =
                "{ "
                        + IntStream.range(0, 60)
                                .mapToObj(i -> "a%d: node(id: \"n%d\") { ...F0 }".formatted(i, i))
                                .collect(Collectors.joining(" "))
                        + " } fragment F0 on Node { "
                        + IntStream.range(0, 10)
                                .mapToObj(i -> "a%d: next { ...F1 }".formatted(i))
                                .collect(Collectors.joining(" "))
                        + " } fragment F1 on Node { "
                        + IntStream.range(0, 12)
                                .mapToObj(i -> "a%d: next { id }".formatted(i))
                                .collect(Collectors.joining(" "))
                        + " }";
        refused(shallow, "LIMIT_EXCEEDED");
    }

    @Test
    void a_document_of_16_KB_runs_and_a_larger_one_is_refused() {
        var query = "{ node(id: \"n1\") { id } } #";
        assertThat(api.ask(Who.NOBODY, query + "x".repeat(16_384 - query.length())).errors())
                .isEmpty();
        refused(query + "x".repeat(16_385 - query.length()), "LIMIT_EXCEEDED");
        refused("{ node(id: \"" + "canary".repeat(5_000) + "\") { id } }", "LIMIT_EXCEEDED");
    }

    @Test
    void floods_are_refused_soon() {
        for (var query :
                List.of(
                        "{ " + "id ".repeat(5_000) + "}",
                        "{ "
                                + IntStream.range(0, 2_000)
                                        .mapToObj(i -> "a" + i + ":__typename")
                                        .collect(Collectors.joining(" "))
                                + " }",
                        "{".repeat(3_000),
                        "{ node(id: " + "[".repeat(3_000) + "]".repeat(3_000) + ") { id } }",
                        "{ node(id: "
                                + "{a:".repeat(2_000)
                                + "1"
                                + "}".repeat(2_000)
                                + ") { id } }",
                        "query("
                                + IntStream.range(0, 900)
                                        .mapToObj(i -> "$v" + i + ":ID")
                                        .collect(Collectors.joining(" "))
                                + ") { node(id: \"n1\") { id } }",
                        "{ node(id: \"n1\") " + "@include(if: true) ".repeat(700) + "{ id } }",
                        "{ node(id: " + "9".repeat(16_000) + ") { id } }")) {
            long start = System.nanoTime();
            var answer = api.ask(Who.NOBODY, query);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(query.substring(0, 40))
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(answer.text().getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(16_384);
            assertThat(answer.codes()).doesNotContain("INTERNAL");
        }
    }

    @Test
    void skipped_fields_are_not_read() {
        var query =
                "query($with: Boolean!) { node(id: \"n1\") { id next @include(if: $with) { id } } mine @skip(if: true) { id } }";

        assertThat(api.ask(Who.NOBODY, query, Map.of("with", false)).text())
                .contains("{\"node\":{\"id\":\"n1\"}}");
        assertThat(api.wire().calls()).hasSize(1);
        assertThat(api.ask(Who.NOBODY, query, Map.of("with", true)).data("/node/next/id").asText())
                .isEqualTo("n2");
        assertThat(api.wire().calls()).hasSize(2);
    }

    @Test
    void non_null_means_what_it_means() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "query @experimental_disableErrorPropagation { node(id: \"bare\") { id name } }");
        assertThat(answer.codes()).doesNotContain("INTERNAL");
        api.dynamoDb()
                .putItem(put ->
                        put.tableName(api.physicalName("Nodes"))
                                .item(
                                        Map.of(
                                                "id",
                                                software.amazon.awssdk.services.dynamodb.model
                                                        .AttributeValue.fromS("bare"))));
        assertThat(
                        api.ask(
                                        Who.NOBODY,
                                        "query @experimental_disableErrorPropagation { node(id: \"bare\") { id name } }")
                                .data("/node")
                                .path("id")
                                .isMissingNode())
                .isTrue();
    }

    @Test
    void errors_of_two_places_keep_two_paths() {
        var answer = api.ask(Who.NOBODY, "{ a: mine { id } b: mine { id } }");

        assertThat(answer.errors())
                .containsExactlyInAnyOrder("/a UNAUTHENTICATED", "/b UNAUTHENTICATED");
        assertThat(answer.body().at("/errors/0/locations/0/line").asInt()).isEqualTo(1);
    }
}

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

import java.util.Map;

/// What caches may keep, what an operation cost, and queries by GET.
class CachingTest {
    private static final String SCHEMA =
            """
            type Page @table(name: "Pages", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              text: String!
              draft: String @auth(rules: [{group: "staff"}])
              parentId: ID @attribute(hidden: true)
              parent: Page @getItem(key: "id = $parent.parentId", maxAge: 30)
              notes(first: Int! = 2, after: String): NoteConnection! @query(keyCondition: "page = $parent.id", maxAge: 10)
              owned: Owned @getItem(key: "id = $parent.id", maxAge: 30)
            }
            type Note @table(name: "Notes", partitionKey: "{page}", sortKey: "{id}") @auth(rules: [{public: true}]) {
              page: ID!
              id: ID!
            }
            type Owned @table(name: "Owned", partitionKey: "{id}") @auth(rules: [{owner: "id"}]) { id: ID! }
            type Query {
              page(id: ID!): Page @getItem(key: "id = $id", maxAge: 60) @auth(rules: [{public: true}])
              fresh(id: ID!): Page @getItem(key: "id = $id") @auth(rules: [{public: true}])
              frozen(id: ID!): Page @getItem(key: "id = $id", maxAge: 0) @auth(rules: [{public: true}])
              signed(id: ID!): Page @getItem(key: "id = $id", maxAge: 60) @auth(rules: [{signedIn: true}])
              either(id: ID!): Page @getItem(key: "id = $id", maxAge: 60) @auth(rules: [{signedIn: true}, {public: true}])
              mine: Page @getItem(key: "id = $claims.sub", maxAge: 60) @auth(rules: [{public: true}])
            }
            """;

    private static Api api;

    @BeforeAll
    static void open() {
        api = Api.of(SCHEMA);
        api.with("Page", Map.of("id", "p1", "text", "Hello", "parentId", "p0"));
        api.with("Page", Map.of("id", "p0", "text", "Root"));
        api.with("Note", Map.of("page", "p1", "id", "n1"));
        api.with("Owned", Map.of("id", "p1"));
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ page(id: \"p1\") { text } } | public, max-age=60",
                "{ either(id: \"p1\") { text } } | public, max-age=60",
                "{ page(id: \"p1\") { text parent { text } } } | public, max-age=30",
                "{ page(id: \"p1\") { text parent { text } notes { edges { node { id } } } } } | public, max-age=10",
                "{ page(id: \"none\") { text } } | public, max-age=60",
                "{ frozen(id: \"p1\") { text } } | public, max-age=0",
                "{ a: page(id: \"p1\") { text } b: frozen(id: \"p1\") { text } } | public, max-age=0",
                "{ page(id: \"p1\") { text } fresh(id: \"p1\") { text } } | private, no-store",
                "{ fresh(id: \"p1\") { text } } | private, no-store",
                "{ signed(id: \"p1\") { text } } | private, no-store",
                "{ mine { text } } | private, no-store",
                "{ page(id: \"p1\") { owned { id } } } | private, no-store",
                "{ page(id: \"p1\") { draft } } | private, no-store",
                "{ page(id: \"p1\") { text } fresh(id: \"p1\") @skip(if: true) { text } } | public, max-age=60",
                "{ __typename } | private, no-store",
                "{ page(id: 1.5) { text } } | private, no-store",
                "{ page(id: \"p1\") { notes(after: \"x\") { edges { node { id } } } } } | private, no-store"
            })
    void the_hint_is_the_smallest_of_what_was_read_and_public_only_if_every_rule_is(
            String query, String header) {
        for (var caller : java.util.List.of(Who.NOBODY, Who.user("p1"))) {
            assertThat(api.plain(caller, query).headers()).containsEntry("cache-control", header);
            assertThat(api.get(caller, Map.of("query", query)).headers())
                    .containsEntry("cache-control", header);
        }
    }

    @Test
    void an_answer_that_reports_its_cost_is_not_kept() {
        var answer = api.ask(Who.NOBODY, "{ page(id: \"p1\") { text parent { text } } }");

        assertThat(answer.headers()).containsEntry("cache-control", "private, no-store");
        assertThat(answer.consumed("requests")).isEqualTo(2);
        assertThat(answer.consumed("waves")).isEqualTo(2);
        assertThat(answer.body().at("/extensions/cost/consumed/readUnits").asDouble())
                .isEqualTo(1.0);
        assertThat(answer.consumed("writeUnits")).isZero();
    }

    @Test
    void without_the_header_the_cost_is_not_reported() {
        assertThat(api.plain(Who.NOBODY, "{ page(id: \"p1\") { text } }").body().has("extensions"))
                .isFalse();
    }

    @Test
    void a_query_may_come_by_GET_with_its_variables() {
        var answer =
                api.get(
                        Who.NOBODY,
                        Map.of(
                                "query",
                                "query A($id: ID!) { page(id: $id) { text } } query B { __typename }",
                                "operationName",
                                "A",
                                "variables",
                                "{\"id\":\"p1\"}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data("/page/text").asText()).isEqualTo("Hello");
        assertThat(api.get(Who.NOBODY, Map.of("query", "{ nope }")).codes())
                .containsExactly("GRAPHQL_VALIDATION_FAILED");
        assertThat(api.get(Who.NOBODY, Map.of("variables", "{}")).codes())
                .containsExactly("BAD_REQUEST");
    }
}

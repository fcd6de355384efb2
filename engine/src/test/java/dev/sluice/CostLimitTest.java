// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.stream.IntStream;

/// `@limits` is compared with an operation's bound before anything is read.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CostLimitTest {
    private Api api;

    @BeforeAll
    void start() {
        api =
                Api.of(
                        """
                        schema @limits(requests: 3, readUnits: 30, writeUnits: 0) { query: Query }
                        type Shelf @table(name: "Shelves", partitionKey: "{id}", itemSize: 8)
                          @auth(rules: [{public: true}]) {
                          id: ID!
                          books(first: Int! = 5, after: String): BookConnection!
                            @query(keyCondition: "shelf = $parent.id", maxItems: 100)
                        }
                        type Book @table(name: "Books", partitionKey: "{shelf}", sortKey: "{id}", itemSize: 4)
                          @auth(rules: [{public: true}]) {
                          shelf: ID!
                          id: ID!
                        }
                        type Query {
                          shelf(id: ID!): Shelf @getItem(key: "id = $id") @auth(rules: [{public: true}])
                        }
                        """);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void an_operation_at_the_limit_runs() {
        var answer = books(57);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/extensions/cost/bound/readUnits").asDouble()).isEqualTo(30);
    }

    @Test
    void an_operation_above_it_is_refused_before_any_request() {
        var answer = books(58);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/errors/0/extensions").toString())
                .contains(
                        "\"code\":\"OPERATION_TOO_EXPENSIVE\"",
                        "\"limit\":\"readUnits\"",
                        "\"maximum\":30",
                        "\"bound\":31",
                        "\"field\":\"shelf.books\"");
        assertThat(api.wire().calls()).isEmpty();
    }

    @Test
    void aliases_add_up() {
        var query =
                IntStream.range(0, 3)
                        .mapToObj(
                                "a%d: shelf(id: \"s\") { books(first: 1) { edges { cursor } } } "
                                        ::formatted)
                        .reduce("{", String::concat);

        assertThat(api.ask(Who.NOBODY, query + "}").codes())
                .containsExactly("OPERATION_TOO_EXPENSIVE");
    }

    private Answer books(int first) {
        return api.ask(
                Who.NOBODY,
                "{ shelf(id: \"s\") { books(first: %d) { edges { node { id } } } } }"
                        .formatted(first));
    }
}

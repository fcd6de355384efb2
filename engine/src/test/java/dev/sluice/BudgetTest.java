// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.resolver.Computation;
import dev.sluice.resolver.Resolvers;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Shop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// With `@limits(enforce: BUDGET)`, what a query consumes counts, and not what it could consume.
class BudgetTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 4, readUnits: 5, writeUnits: 4, enforce: BUDGET) {
              query: Query
              mutation: Mutation
            }
            type Book @table(name: "Books", partitionKey: "{shelf}", sortKey: "{id}", itemSize: 4)
              @auth(rules: [{public: true}]) {
              shelf: ID!
              id: ID!
              next: ID!
              follower: Book @getItem(key: "shelf = $parent.shelf AND id = $parent.next")
              rated: Int @resolver(name: "rating", needs: ["id"], requests: 3)
              text: String
            }
            type Query {
              book(shelf: ID!, id: ID!): Book @getItem(key: "shelf = $shelf AND id = $id")
                @auth(rules: [{public: true}])
              books(shelf: ID!, first: Int!, after: String): BookConnection!
                @query(keyCondition: "shelf = $shelf") @auth(rules: [{public: true}])
            }
            type Mutation {
              set(shelf: ID!, id: ID!, next: ID!): Book
                @write(put: "Book", item: "shelf = $shelf, id = $id, next = $next")
                @auth(rules: [{public: true}])
            }
            """;
    private static final String LARGE = "x".repeat(3_900);

    private static Api api;

    @BeforeAll
    static void open() {
        api =
                Api.of(
                        SCHEMA,
                        Map.of(),
                        builder ->
                                builder.resolvers(
                                        Resolvers.none()
                                                .computes("rating", Computation.each(_ -> 5))));
        for (var shelf : List.of("small", "large")) {
            api.withAll(
                    "Book",
                    IntStream.range(0, 9)
                            .mapToObj(i ->
                                    Map.of(
                                            "shelf",
                                            shelf,
                                            "id",
                                            "b" + i,
                                            "next",
                                            "b" + (i + 1) % 9,
                                            "text",
                                            shelf.equals("large") ? LARGE : "x"))
                            .toList());
        }
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void a_query_above_its_bound_is_answered_if_it_consumes_little() {
        var query =
                "{ books(shelf: \"small\", first: 8) { nodes: edges { node { follower { id } } } } }";
        var bound = api.validated(Who.NOBODY, query).body().at("/extensions/cost/bound");
        assertThat(bound.path("readUnits").asDouble()).isEqualTo(8.5);

        var answer = api.ask(Who.NOBODY, query);
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.data().findValuesAsText("id")).hasSize(8);
        assertThat(answer.consumed("waves")).isEqualTo(2);
    }

    @Test
    void a_wave_that_would_pass_the_limit_is_not_sent_and_its_fields_say_so() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ books(shelf: \"large\", first: 8) { edges { node { id follower { id } } } } }");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.data().findValuesAsText("id"))
                .containsExactly("b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7");
        assertThat(answer.errors())
                .isEqualTo(
                        IntStream.range(0, 8)
                                .mapToObj(
                                        "/books/edges/%d/node/follower OPERATION_TOO_EXPENSIVE"
                                                ::formatted)
                                .toList());
        assertThat(answer.body().at("/errors/0/extensions").toString())
                .isEqualTo(
                        "{\"code\":\"OPERATION_TOO_EXPENSIVE\",\"limit\":\"readUnits\",\"maximum\":5,\"bound\":9}");
        assertThat(api.wire().operations()).containsExactly("Query");
        assertThat(answer.consumed("waves")).isEqualTo(1);
        assertThat(api.drifts()).isEmpty();
    }

    @Test
    void a_first_wave_that_would_pass_the_limit_is_not_sent_either() {
        var answer =
                api.ask(Who.NOBODY, "{ books(shelf: \"small\", first: 20) { edges { cursor } } }");
        assertThat(answer.errors()).containsExactly("/books OPERATION_TOO_EXPENSIVE");
        assertThat(api.wire().operations()).isEmpty();
    }

    @Test
    void a_chain_runs_until_the_limit_of_requests() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "{ book(shelf: \"small\", id: \"b0\") { id follower { id follower { id follower { id follower { id } } } } } }");
        assertThat(answer.errors())
                .containsExactly(
                        "/book/follower/follower/follower/follower OPERATION_TOO_EXPENSIVE");
        assertThat(api.wire().operations()).hasSize(4);
    }

    @Test
    void the_declared_requests_of_a_resolver_count() {
        var within = api.ask(Who.NOBODY, "{ book(shelf: \"small\", id: \"b0\") { rated } }");
        assertThat(within.data("/book/rated").asInt()).isEqualTo(5);

        var above =
                api.ask(
                        Who.NOBODY,
                        "{ book(shelf: \"small\", id: \"b0\") { follower { id rated } } }");
        assertThat(above.errors()).containsExactly("/book/follower/rated OPERATION_TOO_EXPENSIVE");
        assertThat(above.data("/book/follower/id").asText()).isEqualTo("b1");
    }

    @Test
    void a_query_whose_least_cost_is_above_a_limit_is_refused_before_it_runs() {
        var five =
                IntStream.range(0, 5)
                        .mapToObj(
                                "a%1$d: books(shelf: \"s%1$d\", first: 1) { edges { cursor } } "
                                        ::formatted)
                        .toList();
        var answer = api.ask(Who.NOBODY, "{ " + String.join("", five) + "}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().has("data")).isFalse();
        assertThat(answer.body().at("/errors/0/extensions").toString())
                .startsWith(
                        "{\"code\":\"OPERATION_TOO_EXPENSIVE\",\"limit\":\"requests\",\"maximum\":4,\"bound\":5,");
        assertThat(api.wire().operations()).isEmpty();
    }

    @Test
    void equal_reads_at_the_root_count_once() {
        var same =
                IntStream.range(0, 5)
                        .mapToObj(
                                "a%d: books(shelf: \"small\", first: 1) { edges { cursor } } "
                                        ::formatted)
                        .toList();
        assertThat(api.ask(Who.NOBODY, "{ " + String.join("", same) + "}").errors()).isEmpty();
        assertThat(api.wire().operations()).hasSize(1);
    }

    @Test
    void a_mutation_keeps_its_bound() {
        var answer =
                api.ask(
                        Who.NOBODY,
                        "mutation { a: set(shelf: \"m\", id: \"1\", next: \"2\") { id } b: set(shelf: \"m\", id: \"1\", next: \"2\") { id } }");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.codes()).containsExactly("OPERATION_TOO_EXPENSIVE");
        assertThat(api.wire().operations()).isEmpty();
    }

    /// The second query of the README, with the limits of the shop.
    @ParameterizedTest
    @ValueSource(strings = {"BOUND", "BUDGET"})
    void the_orders_of_the_customer_of_orders_are_answered_with_a_budget(String enforce) {
        var schema =
                Schemas.read("shop.graphqls")
                        .replaceFirst("@limits[(]", "@limits(enforce: " + enforce + ", ");
        try (var shop = Api.of(schema, Map.of(), builder -> builder.resolvers(Shop.RESOLVERS))) {
            shop.with("User", Map.of("id", "c1", "name", "Ada", "email", "ada@example.com"));
            shop.withAll("Order", IntStream.range(0, 20).mapToObj(BudgetTest::order).toList());
            var answer =
                    shop.ask(
                            Who.user("c1"),
                            "{ me { orders(first: 20) { edges { node { customer { orders(first: 20) { edges { node { lines { product { name } } } } } } } } } } }");
            if (enforce.equals("BOUND")) {
                assertThat(answer.codes()).containsExactly("OPERATION_TOO_EXPENSIVE");
            } else {
                assertThat(answer.errors()).isEmpty();
                assertThat(answer.data().findValues("lines")).hasSize(400);
                assertThat(answer.consumed("requests")).isLessThanOrEqualTo(20);
            }
        }
    }

    private static Map<String, Object> order(int number) {
        return Map.of(
                "customerId",
                "c1",
                "id",
                "o" + number,
                "status",
                "PLACED",
                "placedAt",
                "2026-02-01T00:00:%02dZ".formatted(number),
                "total",
                "1.5",
                "points",
                1,
                "lines",
                List.of(Map.of("productId", "p" + number, "quantity", 1, "unitPrice", "1.5")));
    }
}

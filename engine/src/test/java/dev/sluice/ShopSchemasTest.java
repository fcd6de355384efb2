// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Shop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A shop gives the same answers from one table for each type and from one table for all.
class ShopSchemasTest {
    private static final List<Who> CALLERS =
            List.of(
                    Who.user("c1"),
                    Who.user("c2"),
                    Who.NOBODY,
                    Who.user("s1", "support"),
                    Who.user("s2", "staff"));

    private static Api many;
    private static Api one;

    @BeforeAll
    static void open() {
        many = shop("shop.graphqls");
        one = shop("shop-single-table.graphqls");
    }

    @AfterAll
    static void close() {
        many.close();
        one.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ me { id name email phone version loyalty { points } } }",
                "{ me { orders(first: 3) { edges { node { id status placedAt total version lines { productId quantity unitPrice product { id name imageUrl price } } customer { name } } } pageInfo { hasNextPage hasPreviousPage } } } }",
                "{ me { ordersByStatus(status: SHIPPED) { edges { node { id status placedAt } } pageInfo { hasNextPage } } } }",
                "{ me { ordersByStatus(status: PLACED, since: \"2026-01-10T00:00:00Z\", first: 5) { edges { node { id placedAt } } pageInfo { hasNextPage } } } }",
                "{ me { ordersByStatus(status: CANCELLED) { edges { node { id } } } } }",
                "{ user(id: \"c1\") { name loyalty { points } orders(first: 1) { edges { node { id } } } } }",
                "{ user(id: \"c2\") { name email } }",
                "{ user(id: \"nobody\") { name } }",
                "{ userByEmail(email: \"ANN@EXAMPLE.COM\") { id name } }",
                "{ userByEmail(email: \"none@example.com\") { id } }",
                "{ userByEmail(email: \"no email\") { id } }",
                "{ order(id: \"o#01\") { id } }",
                "{ a: order(id: \"o001\") { id } b: order(id: \"o002\") { id lines { quantity } } }",
                "{ products(ids: [\"p1\", \"none\", \"p2\", \"p1\", \"\"]) { id name category price } }",
                "{ products(ids: [\"p1\", \"p2\"]) { name stock } }",
                "{ products(ids: []) { name } }",
                "{ productsInCategory(category: \"books\") { edges { node { id name price imageUrl } } pageInfo { hasNextPage } } }",
                "{ productsInCategory(category: \"books\", maxPrice: \"3.5\") { edges { node { id price } } } }",
                "{ productsInCategory(category: \"books\", maxPrice: 4) { edges { node { id category stock } } } }",
                "{ productsInCategory(category: \"books\", first: 51) { edges { node { id } } } }",
                "{ productsInCategory(category: \"none\") { edges { node { id } } } }",
                "{ __typename me { __typename loyalty { __typename } } }",
                "{ me { nope } }"
            })
    void every_question_has_one_answer(String query) {
        for (var caller : CALLERS) {
            var split = many.ask(caller, query);
            var single = one.ask(caller, query);

            assertAlike(caller, single, split);
            assertThat(single.consumed("requests")).isLessThanOrEqualTo(split.consumed("requests"));
        }
    }

    /// The order is read consistently and its customer is not. One request for both would need two
    /// tables.
    @Test
    void two_kinds_of_reads_of_one_table_are_two_requests() {
        var query = "{ order(id: \"o001\") { id total customer { email } } }";
        for (var caller : CALLERS) {
            assertAlike(caller, one.ask(caller, query), many.ask(caller, query));
        }
        var customer = Who.user("c1");

        assertThat(one.ask(customer, query).consumed("requests")).isEqualTo(2);
        assertThat(many.ask(customer, query).consumed("requests")).isEqualTo(1);
    }

    private static void assertAlike(Who caller, Api.Answer single, Api.Answer split) {
        assertThat(single.status()).isEqualTo(split.status());
        assertThat(single.data()).as(caller.toString()).isEqualTo(split.data());
        assertThat(single.body().path("errors"))
                .as(caller.toString())
                .isEqualTo(split.body().path("errors"));
        assertThat(single.codes()).doesNotContain("INTERNAL");
        assertThat(single.consumed("waves")).isEqualTo(split.consumed("waves"));
    }

    @Test
    void an_empty_id_names_nobody() {
        for (var api : List.of(many, one)) {
            var answer = api.ask(Who.user("s1", "support"), "{ user(id: \"\") { name } }");
            assertThat(answer.text()).startsWith("{\"data\":{\"user\":null}");
        }
    }

    @Test
    void pages_follow_each_other_alike() {
        var query =
                "query($after: String) { me { orders(first: 7, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } } }";
        var seen = new ArrayList<List<String>>();
        for (var api : List.of(many, one)) {
            var ids = new ArrayList<String>();
            var answer = api.ask(Who.user("c1"), query);
            ids.addAll(answer.data("/me/orders/edges").findValuesAsText("id"));
            while (answer.data("/me/orders/pageInfo/hasNextPage").asBoolean()) {
                answer =
                        api.ask(
                                Who.user("c1"),
                                query,
                                Map.of(
                                        "after",
                                        answer.data("/me/orders/pageInfo/endCursor").asText()));
                ids.addAll(answer.data("/me/orders/edges").findValuesAsText("id"));
            }
            seen.add(ids);
        }

        assertThat(seen.getFirst())
                .hasSize(30)
                .startsWith("o030")
                .endsWith("o001")
                .isEqualTo(seen.getLast());
    }

    @Test
    void an_account_is_one_partition_read_once() {
        var answer =
                one.ask(
                        Who.user("c1"),
                        """
                        { account(first: 22) { edges { node { __typename
                            ... on User { id name loyalty { points } }
                            ... on Loyalty { points }
                            ...Placed } } pageInfo { hasNextPage } } }
                        fragment Placed on Order { id total lines { quantity } }
                        """);

        assertThat(one.wire().operations()).containsExactly("Query", "GetItem");
        var items = answer.data("/account/edges");
        assertThat(items.findValuesAsText("__typename"))
                .hasSize(22)
                .startsWith("User", "Loyalty", "Order")
                .containsOnlyOnce("User", "Loyalty");
        assertThat(items.at("/0/node").toString())
                .isEqualTo(
                        "{\"__typename\":\"User\",\"id\":\"c1\",\"name\":\"Ann\",\"loyalty\":{\"points\":120}}");
        assertThat(items.at("/1/node").toString())
                .isEqualTo("{\"__typename\":\"Loyalty\",\"points\":120}");
        assertThat(items.at("/2/node/id").asText()).isEqualTo("o030");
        assertThat(items.at("/2/node/lines/0/quantity").asInt()).isEqualTo(1);
        assertThat(answer.data("/account/pageInfo/hasNextPage").asBoolean()).isTrue();
    }

    @Test
    void an_account_without_relations_is_one_request() {
        var answer =
                one.ask(
                        Who.user("c1"),
                        "{ account { edges { node { ... on User { name } ... on Order { status } ... on Loyalty { points } } } } }");

        assertThat(one.wire().operations()).containsExactly("Query");
        assertThat(answer.consumed("requests")).isEqualTo(1);
        assertThat(answer.consumed("waves")).isEqualTo(1);
        assertThat(one.ask(Who.NOBODY, "{ account { edges { cursor } } }").errors())
                .containsExactly("/account UNAUTHENTICATED");
    }

    private static Api shop(String schema) {
        var api = Shop.empty(schema);
        api.with(
                "User",
                Map.of("id", "c1", "name", "Ann", "email", "ann@example.com", "phone", "1"));
        api.with("User", Map.of("id", "c2", "name", "Bob", "email", "bob@example.com"));
        api.with("Loyalty", Map.of("customerId", "c1", "points", 120));
        for (int i = 1; i <= 30; i++) {
            api.with("Product", product(i));
            api.with("Order", order(i));
        }
        return api;
    }

    private static Map<String, Object> product(int i) {
        return Map.of(
                "id",
                "p" + i,
                "name",
                "Product p" + i,
                "category",
                "books",
                "price",
                i + ".5",
                "stock",
                5);
    }

    private static Map<String, Object> order(int i) {
        return Map.of(
                "customerId",
                "c1",
                "id",
                "o%03d".formatted(i),
                "status",
                i % 3 == 0 ? "SHIPPED" : "PLACED",
                "placedAt",
                "2026-01-%02dT00:00:00Z".formatted(i),
                "total",
                "9.99",
                "points",
                9,
                "lines",
                List.of(
                        Map.of("productId", "p" + i, "quantity", 1, "unitPrice", "9.99"),
                        Map.of("productId", "gone", "quantity", 2, "unitPrice", "1")));
    }
}

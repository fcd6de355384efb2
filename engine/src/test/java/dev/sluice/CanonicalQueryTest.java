// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Shop;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/// The first query that a shop's mobile app sends.
class CanonicalQueryTest {
    private static final String QUERY =
            """
            { me { name email loyalty { points }
              orders(first: 20) { edges { node { id status placedAt total
                lines { quantity unitPrice product { name imageUrl } } } }
                pageInfo { hasNextPage endCursor } } } }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"shop.graphqls", "shop-single-table.graphqls"})
    void takes_three_requests_in_two_waves(String schema) {
        try (var api = shop(schema)) {
            var answer = api.ask(Who.user("c1"), QUERY);

            assertThat(answer.body().path("errors")).isEmpty();
            assertThat(answer.data("/me/loyalty/points").asInt()).isEqualTo(120);
            assertThat(answer.data("/me/orders/edges").size()).isEqualTo(20);
            assertThat(answer.data("/me/orders/edges/0/node/lines/0/product/name").asText())
                    .isEqualTo("Product p30");
            assertThat(answer.data("/me/orders/pageInfo/hasNextPage").asBoolean()).isTrue();
            assertThat(api.wire().operations())
                    .containsExactlyInAnyOrder("BatchGetItem", "Query", "BatchGetItem");
            assertThat(answer.consumed("waves")).isEqualTo(2);
            assertThat(answer.consumed("requests")).isEqualTo(3);
        }
    }

    @Test
    void answers_alike_from_many_tables_and_from_one() {
        try (var many = shop("shop.graphqls");
                var one = shop("shop-single-table.graphqls")) {
            var query = QUERY.replace("endCursor", "hasPreviousPage");

            assertThat(many.ask(Who.user("c1"), query).data())
                    .isEqualTo(one.ask(Who.user("c1"), query).data());
        }
    }

    private static Api shop(String schema) {
        var api = Shop.empty(schema);
        api.with("User", Map.of("id", "c1", "name", "Ann", "email", "ann@example.com"));
        api.with("Loyalty", Map.of("customerId", "c1", "points", 120));
        for (int i = 1; i <= 30; i++) {
            api.with(
                    "Product",
                    Map.of(
                            "id",
                            "p" + i,
                            "name",
                            "Product p" + i,
                            "category",
                            "books",
                            "price",
                            "9.99",
                            "stock",
                            5));
            api.with("Order", order(i));
        }
        return api;
    }

    private static Map<String, Object> order(int i) {
        return Map.of(
                "customerId", "c1",
                "id", "o%03d".formatted(i),
                "status", "PLACED",
                "placedAt", "2026-01-01T00:00:00Z",
                "total", "9.99",
                "points", 9,
                "lines", List.of(Map.of("productId", "p" + i, "quantity", 1, "unitPrice", "9.99")));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.testing.ShopProject;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Tests what is read, and in how many requests. No test writes the orders of `c1`.
interface Reads {
    Shop shop();

    @Test
    default void the_apps_first_screen_takes_4_requests_the_products_last_and_together()
            throws Exception {
        var reply = shop().customer("c1", ShopProject.operation("MyShop"), Map.of());

        assertThat(reply.codes()).isEmpty();
        assertThat(reply.data("/me/name").asText()).isEqualTo("Ada Abebe");
        assertThat(reply.data("/me/loyalty/points").asInt()).isPositive();
        assertThat(reply.data("/me/orders/edges")).hasSize(20);
        assertThat(reply.data("/me/orders/edges").findValues("product"))
                .isNotEmpty()
                .allMatch(product -> product.get("imageUrl").asText().startsWith("https://"));
        assertThat(reply.operations())
                .containsExactlyInAnyOrder("BatchGetItem", "Query", "BatchGetItem")
                .endsWith("BatchGetItem");
    }

    @Test
    default void cursors_lead_through_all_orders_once_newest_first() throws Exception {
        var document =
                "query($after: String) { me { orders(first: 20, after: $after) {"
                        + " edges { node { id } } pageInfo { hasNextPage endCursor } } } }";
        var ids = new ArrayList<String>();
        var page = shop().customer("c1", document, Map.of()).data("/me/orders");
        ids.addAll(page.get("edges").findValuesAsText("id"));
        while (page.at("/pageInfo/hasNextPage").asBoolean()) {
            var after = Map.of("after", page.at("/pageInfo/endCursor").asText());
            page = shop().customer("c1", document, after).data("/me/orders");
            ids.addAll(page.get("edges").findValuesAsText("id"));
        }

        assertThat(ids)
                .hasSize(200)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    default void what_two_fields_ask_for_is_one_request_and_what_is_missing_is_null()
            throws Exception {
        var ids = new ArrayList<>(IntStream.range(1, 50).mapToObj(i -> "p" + i).toList());
        ids.add("none");

        var reply =
                shop().everyone(
                                "query($ids: [ID!]!) { a: products(ids: $ids) { id }"
                                        + " b: products(ids: $ids) { name } }",
                                Map.of("ids", ids));

        assertThat(reply.operations()).containsExactly("BatchGetItem");
        assertThat(reply.data("/a").findValuesAsText("id")).isEqualTo(ids.subList(0, 49));
        assertThat(reply.data("/a/49").isNull()).isTrue();
        assertThat(reply.data("/b")).hasSize(50);
    }

    @Test
    default void an_index_answers_by_a_status_and_from_a_time_on() throws Exception {
        var reply =
                shop().customer(
                                "c1",
                                "{ me { ordersByStatus(status: CANCELLED, first: 5,"
                                        + " since: \"2025-06-01T00:00:00Z\") {"
                                        + " edges { node { status placedAt } } } } }",
                                Map.of());

        var orders = reply.data("/me/ordersByStatus/edges");
        assertThat(orders.findValuesAsText("status")).hasSize(5).containsOnly("CANCELLED");
        assertThat(orders.findValuesAsText("placedAt"))
                .allMatch(time -> time.compareTo("2025-06-01") > 0)
                .isSortedAccordingTo(Collections.reverseOrder());
        assertThat(reply.operations()).containsExactlyInAnyOrder("GetItem", "Query");
    }

    @Test
    default void an_index_of_some_fields_is_one_request_and_is_sorted_by_number() throws Exception {
        var reply =
                shop().everyone(
                                "{ productsInCategory(category: \"lamp\", maxPrice: \"150\") {"
                                        + " edges { node { name price } } } }",
                                Map.of());

        var prices =
                reply.data("/productsInCategory/edges").findValuesAsText("price").stream()
                        .map(BigDecimal::new)
                        .toList();
        assertThat(prices).hasSizeGreaterThan(10).isSorted();
        assertThat(prices.getLast()).isLessThanOrEqualTo(BigDecimal.valueOf(150));
        assertThat(reply.operations()).isEqualTo(List.of("Query"));
    }

    @Test
    default void a_customer_sees_no_other_and_support_finds_one_by_email() throws Exception {
        var document = "query($email: Email!) { userByEmail(email: $email) { id name } }";
        var email = Map.of("email", "ada.abebe@example.com");

        assertThat(shop().customer("c2", document, email).codes()).containsExactly("FORBIDDEN");
        assertThat(shop().member("support", document, email).data("/userByEmail/id").asText())
                .isEqualTo("c1");
    }
}

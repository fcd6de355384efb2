// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.integration.Shop.Line;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Compares the policy that is made from the schema with what the function really sends.
class PolicyIT {
    /// Reads each item alone, and in a batch with another.
    private static final List<String> QUERIES =
            List.of(
                    "{ me { loyalty { points } } }",
                    "{ me { loyalty { points } } products(ids: [\"p1\"]) { name } }",
                    "{ me { orders(first: 1) { edges { node { id } } } } }",
                    "{ me { ordersByStatus(status: PLACED, first: 1) { edges { node { id } } } } }",
                    "query($id: ID!) { order(id: $id) { status } }",
                    "query($id: ID!) { order(id: $id) { status } me { loyalty { points } } }",
                    "query($id: ID!) { order(id: $id) { lines { product { name } } } me { loyalty { points } } }");

    @Test
    void every_action_that_it_allows_is_sent_for_some_field_and_no_other_is(@TempDir Path directory)
            throws Exception {
        try (var dynamoDb = RunningDynamoDb.ofTheRun();
                var stage = new ShopStage(dynamoDb.url(), directory)) {
            var replies = replies(new Shop(stage));

            assertThat(replies.stream().flatMap(reply -> reply.codes().stream())).isEmpty();
            assertThat(
                            replies.stream()
                                    .flatMap(reply -> reply.accesses().stream())
                                    .collect(Collectors.toSet()))
                    .isEqualTo(stage.stack().allowed());
        }
    }

    private static List<Reply> replies(Shop shop) throws Exception {
        var replies = new ArrayList<Reply>();
        var order = Map.of("id", shop.newestOrder("c1"));
        for (var query : QUERIES) {
            replies.add(shop.customer("c1", query, order));
        }
        replies.add(shop.everyone("{ products(ids: [\"p1\"]) { name } }", Map.of()));
        replies.add(
                shop.everyone(
                        "{ productsInCategory(category: \"lamp\") { edges { node { name } } } }",
                        Map.of()));
        replies.add(
                shop.member(
                        "support",
                        "{ userByEmail(email: \"ada.abebe@example.com\") { id loyalty { points } } }",
                        Map.of()));
        var line = new Line("p1", 1, shop.price("p1").toString());
        var placed = shop.placeOrder("c2", "order", line);
        replies.add(placed);
        replies.add(shop.placeOrder("c2", "order", line));
        replies.add(shop.cancelOrder("c2", placed.data("/placeOrder/id").asText(), 1));
        replies.add(shop.updateProfile("c2", 1, Map.of("name", "Bela")));
        return replies;
    }
}

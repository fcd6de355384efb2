// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sluice.devtools.testing.ShopProject;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// The requests of the shop's clients.
record Shop(ShopStage stage) {
    Reply everyone(String document, Map<String, ?> variables) throws Exception {
        return stage.send(Request.of(document, variables));
    }

    Reply customer(String id, String document, Map<String, ?> variables) throws Exception {
        return stage.send(Request.by(id, document, variables));
    }

    /// @param group such as `staff`
    Reply member(String group, String document, Map<String, ?> variables) throws Exception {
        return stage.send(Request.by("someone", document, variables).in(group));
    }

    Reply placeOrder(String customer, String token, Line... lines) throws Exception {
        return customer(
                customer,
                ShopProject.operation("PlaceOrder"),
                Map.of("clientRequestToken", token, "input", Map.of("lines", List.of(lines))));
    }

    /// A line of an order as a client sends it.
    record Line(String productId, int quantity, String unitPrice) {}

    Reply cancelOrder(String customer, String id, int version) throws Exception {
        return customer(
                customer,
                ShopProject.operation("CancelOrder"),
                Map.of("id", id, "version", version));
    }

    Reply updateProfile(String customer, int version, Map<String, ?> input) throws Exception {
        return customer(
                customer,
                ShopProject.operation("UpdateProfile"),
                Map.of("input", input, "version", version));
    }

    BigDecimal price(String product) throws Exception {
        return new BigDecimal(product(product).get("price").asText());
    }

    int stock(String product) throws Exception {
        return product(product).get("stock").asInt();
    }

    private JsonNode product(String id) throws Exception {
        return member(
                        "staff",
                        "query($id: ID!) { products(ids: [$id]) { price stock } }",
                        Map.of("id", id))
                .data("/products/0");
    }

    int points(String customer) throws Exception {
        return customer(customer, "{ me { loyalty { points } } }", Map.of())
                .data("/me/loyalty/points")
                .asInt();
    }

    String newestOrder(String customer) throws Exception {
        return customer(customer, "{ me { orders(first: 1) { edges { node { id } } } } }", Map.of())
                .data("/me/orders/edges/0/node/id")
                .asText();
    }
}

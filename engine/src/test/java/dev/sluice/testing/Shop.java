// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import dev.sluice.resolver.Resolvers;
import dev.sluice.resolver.Values;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The shop with its mutations, and requests of a few customers.
public final class Shop {
    /// The stock of each product.
    public static final int STOCK = 10;

    public static final String PRICE = "9.99";

    public static final String PLACE =
            """
            mutation($lines: [OrderLineInput!]!, $token: ID!) {
              placeOrder(input: {lines: $lines}, clientRequestToken: $token) {
                id status total version lines { productId quantity unitPrice } } }
            """;

    public static final Resolvers RESOLVERS = Resolvers.none().prepares("priceOrder", Shop::price);

    private Shop() {}

    /// Opens a shop with the products `p0` to `p9`, and the customers with an empty account of
    /// points.
    ///
    /// @param schema the file's name
    public static Api open(String schema, String... customers) {
        var api = empty(schema);
        for (int i = 0; i < 10; i++) {
            api.with("Product", product("p" + i));
        }
        for (var customer : customers) {
            api.with(
                    "User",
                    Map.of("id", customer, "name", customer, "email", customer + "@example.com"));
            api.with("Loyalty", Map.of("customerId", customer, "points", 0));
        }
        return api;
    }

    /// @param schema the file's name
    public static Api empty(String schema) {
        return empty(schema, Map.of());
    }

    /// @param settings as for `Api`
    public static Api empty(String schema, Map<String, String> settings) {
        return Api.of(Schemas.read(schema), settings, builder -> builder.resolvers(RESOLVERS));
    }

    public static Map<String, Object> product(String id) {
        return Map.of("id", id, "name", id, "category", "c", "price", PRICE, "stock", STOCK);
    }

    private static Map<String, ?> price(Values arguments) {
        var total = BigDecimal.ZERO;
        for (var line : arguments.object("input").objects("lines")) {
            var quantity = BigDecimal.valueOf(line.integer("quantity"));
            total = total.add(line.decimal("unitPrice").multiply(quantity));
        }
        return Map.of("total", total, "points", total.intValue());
    }

    /// Returns a line with one of each of the first products.
    public static List<Map<String, Object>> lines(int count) {
        var lines = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < count; i++) {
            lines.add(line("p" + i, 1, PRICE));
        }
        return lines;
    }

    public static Map<String, Object> line(String product, int quantity, String price) {
        return Map.of("productId", product, "quantity", quantity, "unitPrice", price);
    }
}

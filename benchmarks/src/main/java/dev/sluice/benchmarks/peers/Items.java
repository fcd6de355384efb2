// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The items of the tables, as DynamoDB's JSON. Each item follows from its key alone.
final class Items {
    /// The most orders of a customer.
    private static final int ORDERS = 50;

    private static final int NOTES = 2_000;
    private static final int LINES = 5;
    private static final int PRODUCTS = 60;

    private Items() {}

    /// Returns no attributes if the table has no such item.
    static Map<String, Object> of(String table, Map<String, Map<String, String>> key) {
        return switch (table) {
            case "Users" -> user(value(key, "id"));
            case "Loyalty" ->
                    Map.of("customerId", s(value(key, "customerId")), "points", n("1234"));
            case "Products" -> product(value(key, "id"));
            case "Orders" -> order(value(key, "customerId"), 0);
            case "Steps" -> step(value(key, "id"));
            default -> Map.of();
        };
    }

    /// Returns the first items of a partition, as many as there are.
    static List<Map<String, Object>> page(String table, String partition, int most) {
        var all = table.equals("Orders") ? ORDERS : NOTES;
        var items = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < Math.min(most, all); i++) {
            items.add(table.equals("Orders") ? order(partition, i) : note(partition, i));
        }
        return items;
    }

    private static Map<String, Object> user(String id) {
        return Map.of(
                "id", s(id),
                "name", s("Ann Example"),
                "email", s(id + "@example.com"),
                "phone", s("+1 555 0100"),
                "version", n("3"));
    }

    private static Map<String, Object> product(String id) {
        return Map.of(
                "id", s(id),
                "name", s("Product " + id),
                "imageUrl", s("https://img.example/%s.png".formatted(id)),
                "category", s("tools"),
                "price", n("19.99"),
                "stock", n("7"));
    }

    private static Map<String, Object> order(String customer, int number) {
        var lines = new ArrayList<Object>();
        for (var line = 0; line < LINES; line++) {
            lines.add(
                    Map.of(
                            "M",
                            Map.of(
                                    "productId", s("p" + (number * LINES + line) % PRODUCTS),
                                    "quantity", n(String.valueOf(line + 1)),
                                    "unitPrice", n("19.99"))));
        }
        var order = new LinkedHashMap<String, Object>();
        order.put("customerId", s(customer));
        order.put("id", s("01930000-0000-7000-8000-%012d".formatted(ORDERS - number)));
        order.put("status", s("PLACED"));
        order.put("placedAt", s("2026-01-20T10:00:00.000Z"));
        order.put("byStatusSk", s("PLACED#2026-01-20T10:00:00.000Z"));
        order.put("total", n("99.95"));
        order.put("points", n("99"));
        order.put("version", n("1"));
        order.put("lines", Map.of("L", lines));
        return order;
    }

    private static Map<String, Object> step(String id) {
        return Map.of(
                "id", s(id), "label", s("Step " + id), "nextId", s(id + "-"), "extra", s("unused"));
    }

    private static Map<String, Object> note(String topic, int number) {
        return Map.of(
                "topic", s(topic),
                "id", s("%06d".formatted(number)),
                "text", s("A note of some length, with the number " + number));
    }

    private static Map<String, String> s(String value) {
        return Map.of("S", value);
    }

    private static Map<String, String> n(String value) {
        return Map.of("N", value);
    }

    private static String value(Map<String, Map<String, String>> key, String name) {
        return key.getOrDefault(name, Map.of()).getOrDefault("S", "");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.data;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The shop's customers, `c1` to `c50`, and their points.
final class ShopCustomers {
    private static final List<String> FIRST =
            List.of(
                    "Ada", "Bela", "Chen", "Dina", "Emre", "Farah", "Goran", "Hana", "Ines",
                    "Jonas");
    private static final List<String> LAST = List.of("Abebe", "Berg", "Costa", "Dubois", "Eriksen");

    private ShopCustomers() {}

    static List<Map<String, @Nullable Object>> users() {
        var users = new ArrayList<Map<String, @Nullable Object>>();
        for (var at = 0; at < ShopData.CUSTOMERS; at++) {
            var first = FIRST.get(at % FIRST.size());
            var last = LAST.get(at / FIRST.size());
            users.add(
                    Map.of(
                            "id",
                            "c" + (at + 1),
                            "name",
                            first + " " + last,
                            "email",
                            "%s.%s@example.com".formatted(first, last).toLowerCase(Locale.ROOT),
                            "phone",
                            "+1 555 01%02d".formatted(at),
                            "version",
                            1));
        }
        return users;
    }

    /// Returns the points of each customer, from the orders that were not cancelled.
    static List<Map<String, @Nullable Object>> loyalty(List<Map<String, @Nullable Object>> orders) {
        var points = new TreeMap<String, Integer>();
        for (var at = 1; at <= ShopData.CUSTOMERS; at++) {
            points.put("c" + at, 0);
        }
        for (var order : orders) {
            if (order.get("points") instanceof Integer earned
                    && !"CANCELLED".equals(order.get("status"))) {
                points.merge(String.valueOf(order.get("customerId")), earned, Integer::sum);
            }
        }
        var loyalty = new ArrayList<Map<String, @Nullable Object>>();
        points.forEach(
                (customer, sum) -> loyalty.add(Map.of("customerId", customer, "points", sum)));
        return loyalty;
    }
}

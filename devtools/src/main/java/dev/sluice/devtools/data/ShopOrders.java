// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.data;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/// The shop's orders over one year, oldest first, of one to five lines each.
final class ShopOrders {
    private static final Instant FIRST = Instant.parse("2025-01-01T08:00:00Z");
    private static final Duration APART = Duration.ofMinutes(262);
    private static final int MOST_LINES = 5;

    /// Of so many orders that are drawn, one is kept, because `serve` writes all that are kept.
    private static final int DRAWN_FOR_ONE = 5;

    private static final int DRAWN = ShopData.ORDERS * DRAWN_FOR_ONE;

    private final List<Map<String, @Nullable Object>> products;
    private final SplittableRandom random = new SplittableRandom(2);

    ShopOrders(List<Map<String, @Nullable Object>> products) {
        this.products = products;
    }

    List<Map<String, @Nullable Object>> generate() {
        var orders = new ArrayList<Map<String, @Nullable Object>>();
        for (var at = 0; at < DRAWN; at++) {
            var placed =
                    FIRST.plus(APART.multipliedBy(at)).plusMillis(random.nextLong(0, 3_600_000));
            var order = order(customer(at), placed, status(at));
            if (at % DRAWN_FOR_ONE == 0) {
                orders.add(order);
            }
        }
        return orders;
    }

    /// Gives every tenth order to `c1`, and the others to the other customers in turn.
    private static String customer(int at) {
        var every = DRAWN / ShopData.ORDERS_OF_FIRST;
        return at % every == 0
                ? "c1"
                : "c" + (2 + (at - at / every - 1) % (ShopData.CUSTOMERS - 1));
    }

    private String status(int at) {
        if (random.nextInt(10) == 0) {
            return "CANCELLED";
        }
        return at < DRAWN - 100 ? "SHIPPED" : "PLACED";
    }

    private Map<String, @Nullable Object> order(String customer, Instant placed, String status) {
        var lines = new ArrayList<Map<String, Object>>();
        var total = BigDecimal.ZERO;
        for (var at : distinctProducts(1 + random.nextInt(MOST_LINES))) {
            var product = products.get(at);
            var price = String.valueOf(product.get("price"));
            var quantity = 1 + random.nextInt(3);
            lines.add(
                    Map.of(
                            "productId", String.valueOf(product.get("id")),
                            "quantity", quantity,
                            "unitPrice", price));
            total = total.add(new BigDecimal(price).multiply(BigDecimal.valueOf(quantity)));
        }
        return Map.of(
                "customerId",
                customer,
                "id",
                timeOrdered(placed),
                "status",
                status,
                "placedAt",
                placed.toString(),
                "lines",
                lines,
                "total",
                total.toString(),
                "points",
                total.intValue(),
                "version",
                1);
    }

    private Set<Integer> distinctProducts(int count) {
        var chosen = new LinkedHashSet<Integer>();
        while (chosen.size() < count) {
            chosen.add(random.nextInt(products.size()));
        }
        return chosen;
    }

    /// Returns a UUID of version 7: its first 48 bits are the time, so ids sort by time.
    private String timeOrdered(Instant time) {
        var high = time.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
        var low = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import dev.sluice.resolver.Values;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/// Computes the price of an order, and the loyalty points that it earns: one for each whole 10 of
/// its total.
///
/// The prices are those that the customer saw. Nothing is written if a product has another price.
final class OrderPrice {
    private static final BigDecimal SPENT_FOR_A_POINT = BigDecimal.TEN;
    private static final BigInteger MOST_POINTS = BigInteger.valueOf(Integer.MAX_VALUE);

    private OrderPrice() {}

    /// Returns `total` and `points` of the order in the argument `input`.
    static Map<String, Object> prepare(Values arguments) {
        var total =
                arguments.object("input").objects("lines").stream()
                        .map(OrderPrice::ofLine)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Map.of("total", total, "points", points(total));
    }

    private static BigDecimal ofLine(Values line) {
        return line.decimal("unitPrice").multiply(BigDecimal.valueOf(line.integer("quantity")));
    }

    private static int points(BigDecimal total) {
        var points = total.divideToIntegralValue(SPENT_FOR_A_POINT).toBigInteger();
        return points.max(BigInteger.ZERO).min(MOST_POINTS).intValueExact();
    }
}

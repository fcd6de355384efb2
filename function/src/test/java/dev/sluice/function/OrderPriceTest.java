// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.resolver.Values;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

class OrderPriceTest {

    @Test
    void the_total_is_exact_and_earns_a_point_for_each_whole_10() {
        assertThat(price(List.of(line(3, "9.99"), line(1, "0.02"))))
                .isEqualTo(Map.of("total", new BigDecimal("29.99"), "points", 2));
        assertThat(price(List.of(line(3, "9.99"), line(1, "0.03"))))
                .isEqualTo(Map.of("total", new BigDecimal("30.00"), "points", 3));
    }

    @Test
    void an_order_below_10_earns_nothing() {
        assertThat(price(List.of(line(1, "9.99")))).containsEntry("points", 0);
    }

    @Test
    void points_never_run_over_nor_below_nothing() {
        assertThat(price(List.of(line(99, "1E+30")))).containsEntry("points", Integer.MAX_VALUE);
        assertThat(price(List.of(line(1, "-20")))).containsEntry("points", 0);
    }

    private static Map<String, Object> price(List<Map<String, Object>> lines) {
        return OrderPrice.prepare(Values.of(Map.of("input", Map.of("lines", lines))));
    }

    private static Map<String, Object> line(int quantity, String unitPrice) {
        return Map.of(
                "productId", "p", "quantity", quantity, "unitPrice", new BigDecimal(unitPrice));
    }
}

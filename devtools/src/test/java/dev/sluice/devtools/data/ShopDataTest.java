// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class ShopDataTest {
    private final Map<String, List<Map<String, @Nullable Object>>> shop =
            ShopData.generate().items();

    @Test
    void it_is_the_same_each_time() {
        assertThat(ShopData.generate()).isEqualTo(ShopData.generate());
    }

    @Test
    void it_has_50_customers_with_points_300_products_and_400_orders() {
        assertThat(of("User")).extracting(user -> user.get("id")).contains("c1", "c50");
        assertThat(of("User")).hasSize(50);
        assertThat(of("Loyalty")).hasSize(50);
        assertThat(of("Product")).hasSize(300);
        assertThat(of("Product")).extracting(p -> p.get("id")).contains("p1", "p300");
        assertThat(of("Order")).hasSize(400);
        assertThat(of("Order")).extracting(order -> order.get("id")).doesNotHaveDuplicates();
        assertThat(of("User")).extracting(user -> user.get("email")).doesNotHaveDuplicates();
    }

    @Test
    void c1_has_200_orders_and_the_newest_20_name_at_most_100_products() {
        var orders =
                of("Order").stream()
                        .filter(order -> Objects.equals(order.get("customerId"), "c1"))
                        .sorted(Comparator.comparing(ShopDataTest::id).reversed())
                        .toList();
        var products = new HashSet<@Nullable Object>();
        orders.stream()
                .limit(20)
                .forEach(o -> lines(o).forEach(line -> products.add(line.get("productId"))));

        assertThat(orders).hasSize(200);
        assertThat(products).hasSizeBetween(20, 100);
    }

    @Test
    void ids_sort_as_times_do() {
        assertThat(of("Order")).extracting(ShopDataTest::id).isSorted();
        assertThat(of("Order")).extracting(o -> (String) o.get("placedAt")).isSorted();
        assertThat(id(of("Order").getFirst()))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void an_order_has_1_to_5_lines_of_different_products_that_make_its_total() {
        assertThat(of("Order"))
                .allSatisfy(order -> {
                    var sum = BigDecimal.ZERO;
                    for (var line : lines(order)) {
                        sum =
                                sum.add(
                                        new BigDecimal(text(line, "unitPrice"))
                                                .multiply(new BigDecimal(text(line, "quantity"))));
                    }
                    assertThat(lines(order)).hasSizeBetween(1, 5);
                    assertThat(lines(order))
                            .extracting(line -> line.get("productId"))
                            .doesNotHaveDuplicates();
                    assertThat(order.get("total")).isEqualTo(sum.toString());
                });
    }

    private List<Map<String, @Nullable Object>> of(String type) {
        return Objects.requireNonNull(shop.get(type));
    }

    private static String id(Map<String, ?> order) {
        return String.valueOf(order.get("id"));
    }

    private static String text(Map<?, ?> line, String field) {
        return String.valueOf(line.get(field));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> lines(Map<String, ?> order) {
        return (List<Map<String, Object>>) Objects.requireNonNull(order.get("lines"));
    }
}

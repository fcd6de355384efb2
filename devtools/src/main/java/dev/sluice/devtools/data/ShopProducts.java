// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.data;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// The shop's products, `p1` to `p300`, in ten categories.
final class ShopProducts {
    private static final List<String> MATERIALS =
            List.of("Oak", "Linen", "Steel", "Wool", "Glass", "Cork");
    private static final List<String> COLOURS = List.of("Red", "Blue", "Green", "Grey", "White");
    private static final List<String> THINGS =
            List.of(
                    "Chair", "Lamp", "Table", "Rug", "Shelf", "Clock", "Mug", "Bowl", "Blanket",
                    "Vase");

    private ShopProducts() {}

    static List<Map<String, @Nullable Object>> generate() {
        var random = new SplittableRandom(1);
        var products = new ArrayList<Map<String, @Nullable Object>>();
        for (var at = 0; at < ShopData.PRODUCTS; at++) {
            var thing = THINGS.get(at % 10);
            var name =
                    "%s %s %s".formatted(COLOURS.get(at / 10 % 5), MATERIALS.get(at / 50), thing);
            products.add(
                    Map.of(
                            "id", "p" + (at + 1),
                            "name", name,
                            "imageUrl", "https://images.example.com/p%d.jpg".formatted(at + 1),
                            "category", thing.toLowerCase(Locale.ROOT),
                            "price", BigDecimal.valueOf(random.nextLong(499, 20_000), 2).toString(),
                            "stock", random.nextInt(50, 1_000)));
        }
        return products;
    }
}

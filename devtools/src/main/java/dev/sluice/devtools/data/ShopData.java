// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.data;

import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The generated shop: 50 customers, 300 products and 400 orders, the same on every call.
///
/// Customer `c1` has 200 of the orders.
public final class ShopData {
    static final int CUSTOMERS = 50;
    static final int PRODUCTS = 300;
    static final int ORDERS = 400;
    static final int ORDERS_OF_FIRST = 200;

    private static final Set<String> TYPES = Set.of("User", "Loyalty", "Product", "Order");

    private ShopData() {}

    /// Returns whether the schema has the shop's types, so that the shop's data may fit.
    public static boolean concerns(Catalog catalog) {
        return catalog.storedTypes().keySet().containsAll(TYPES);
    }

    public static SampleData generate() {
        var products = ShopProducts.generate();
        var orders = new ShopOrders(products).generate();
        var items = new LinkedHashMap<String, List<Map<String, @Nullable Object>>>();
        items.put("User", ShopCustomers.users());
        items.put("Loyalty", ShopCustomers.loyalty(orders));
        items.put("Product", products);
        items.put("Order", orders);
        return new SampleData("the sample shop:", items);
    }
}

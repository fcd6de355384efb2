// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.value.ValueReader;

import java.util.List;
import java.util.Map;

/// What a mutation has read before its writes.
///
/// @param items by alias
/// @param lists the lists of these items, as the writes name them
record EarlierItems(Map<String, Item> items, Map<Value.Reference, List<Item>> lists) {
    static final EarlierItems NONE = new EarlierItems(Map.of(), Map.of());

    EarlierItems {
        items = Map.copyOf(items);
        lists = Map.copyOf(lists);
    }

    /// Returns a reader that also knows the items.
    ValueReader in(ValueReader values) {
        var known = values;
        for (var item : items.entrySet()) {
            known = known.with(new Root.Named(item.getKey()), item.getValue());
        }
        return known;
    }
}

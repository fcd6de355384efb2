// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.data;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.dynamodb.item.ItemEncoder;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.StoredType;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Fits sample data to one schema, and reports what does not fit.
final class ItemFitting {
    private final SampleData data;
    private final Catalog catalog;
    private final ItemEncoder encoder;
    private final Map<Map.Entry<String, Map<String, AttributeValue>>, String> seen =
            new HashMap<>();

    ItemFitting(SampleData data, Catalog catalog) {
        this.data = data;
        this.catalog = catalog;
        this.encoder = new ItemEncoder(catalog.shapes(), InstantSource.system());
    }

    List<StoredItem> all() {
        var items = new ArrayList<StoredItem>();
        data.items()
                .forEach((name, ofType) -> {
                    var type = type(name);
                    for (var at = 0; at < ofType.size(); at++) {
                        items.add(item(type, ofType.get(at), "%s[%d]".formatted(name, at)));
                    }
                });
        return items;
    }

    private StoredType type(String name) {
        var type = catalog.storedTypes().get(name);
        if (type == null) {
            throw wrong(
                    name,
                    "the schema has no stored type with this name; it has "
                            + String.join(", ", new TreeSet<>(catalog.storedTypes().keySet())));
        }
        return type;
    }

    private StoredItem item(StoredType type, @Nullable Map<String, ?> fields, String place) {
        if (fields == null) {
            throw wrong(place, "it must be an object");
        }
        Map<String, AttributeValue> attributes;
        try {
            attributes = encoder.encode(type, fields);
        } catch (IllegalArgumentException e) {
            throw wrong(place, String.valueOf(e.getMessage()));
        }
        var item = new StoredItem(type, fields, attributes);
        var first = seen.putIfAbsent(Map.entry(type.table(), item.key()), place);
        if (first != null) {
            throw wrong(place, "the item has the same key as " + first);
        }
        return item;
    }

    private Failure wrong(String place, String fault) {
        return Failure.input("%s %s: %s.".formatted(data.source(), place, fault));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static java.util.stream.Collectors.toSet;

import dev.sluice.devtools.data.StoredItem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Loaded items, found by how the data described them. Their stored attributes can differ for the
/// same description, because a default can be a new id or the time.
final class KeptItems {
    private final Map<Map.Entry<String, Object>, Deque<StoredItem>> items = new HashMap<>();

    void add(StoredItem item) {
        items.computeIfAbsent(description(item), key -> new ArrayDeque<>()).add(item);
    }

    /// Returns and removes an item with the same description, or returns null.
    @Nullable StoredItem take(StoredItem item) {
        var same = items.get(description(item));
        return same == null ? null : same.poll();
    }

    /// Returns the items that are left, except those whose keys the others have.
    List<StoredItem> without(Collection<StoredItem> others) {
        var keys = others.stream().map(KeptItems::key).collect(toSet());
        return items.values().stream()
                .flatMap(Collection::stream)
                .filter(item -> !keys.contains(key(item)))
                .toList();
    }

    private static Map.Entry<String, Object> description(StoredItem item) {
        return Map.entry(item.type().name(), item.fields());
    }

    private static Map.Entry<String, Object> key(StoredItem item) {
        return Map.entry(item.type().table(), item.key());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.cursor.PageKey;
import dev.sluice.internal.dynamodb.item.Item;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Predicate;

/// The result of a Query, cut to the requested number of items.
///
/// @param hasNext always true if there are more items
/// @param end where the next page starts; null only if the page is empty and the last one
public record Page(List<Entry> entries, boolean hasNext, @Nullable PageKey end) {
    public static final Page EMPTY = new Page(List.of(), false, null);

    public Page {
        entries = List.copyOf(entries);
    }

    public List<Item> items() {
        return entries.stream().map(Entry::item).toList();
    }

    /// Returns the page with only these items. It ends at the same place.
    public Page only(Predicate<Item> kept) {
        return new Page(
                entries.stream().filter(entry -> kept.test(entry.item())).toList(), hasNext, end);
    }

    /// @param key where a page that starts after this item starts
    public record Entry(Item item, PageKey key) {}
}

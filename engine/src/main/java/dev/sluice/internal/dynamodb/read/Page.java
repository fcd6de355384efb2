// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.cursor.PageKey;
import dev.sluice.internal.dynamodb.item.Item;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Predicate;

/// What a Query returned, cut to the items that were asked for.
///
/// @param hasNext never false while there are more items
/// @param end where the next page starts; null only where the page is empty and the last one
public record Page(List<Entry> entries, boolean hasNext, @Nullable PageKey end) {
    public static final Page EMPTY = new Page(List.of(), false, null);

    public Page {
        entries = List.copyOf(entries);
    }

    public List<Item> items() {
        return entries.stream().map(Entry::item).toList();
    }

    /// The page with some of its items; it ends where it ended.
    public Page only(Predicate<Item> kept) {
        return new Page(
                entries.stream().filter(entry -> kept.test(entry.item())).toList(), hasNext, end);
    }

    /// @param key where a page that starts after this item starts
    public record Entry(Item item, PageKey key) {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.PrimaryKey;
import dev.sluice.internal.schema.StoredType;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Where the items of a type are.
///
/// @param key the attributes and templates of the key
/// @param spelling how the halves of the key are spelled
public record ItemPlace(String table, String key, List<String> spelling) {
    public ItemPlace {
        spelling = List.copyOf(spelling);
    }

    public static ItemPlace of(StoredType type) {
        return new ItemPlace(type.table(), text(type.key()), spelling(type.key()));
    }

    static Set<ItemPlace> of(Catalog catalog) {
        return catalog.storedTypes().values().stream()
                .map(ItemPlace::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    static String text(PrimaryKey key) {
        return key.halves()
                .map(half -> "%s \"%s\"".formatted(half.attribute().name(), half.template().text()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /// A lone field is stored as it is.
    static List<String> spelling(PrimaryKey key) {
        return key.halves().map(half -> String.valueOf(half.spelling())).toList();
    }

    @Override
    public String toString() {
        return "table `%s` with the key %s".formatted(table, key);
    }
}

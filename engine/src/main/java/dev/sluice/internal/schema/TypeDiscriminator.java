// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What every item of a type stores besides its key, so that the type of an item is known if other
/// types can have the same key.
///
/// @param texts the text of each attribute, by the name of the attribute; empty if keys alone tell
///   the types apart
public record TypeDiscriminator(SortedMap<String, String> texts) {
    public static final TypeDiscriminator NONE =
            new TypeDiscriminator(Collections.emptySortedMap());

    public TypeDiscriminator {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /// Returns whether no item can be of both types.
    public boolean excludes(TypeDiscriminator other) {
        return texts.entrySet().stream().anyMatch(text -> differs(text, other));
    }

    private static boolean differs(Map.Entry<String, String> text, TypeDiscriminator other) {
        var another = other.texts.get(text.getKey());
        return another != null && !another.equals(text.getValue());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.Directive;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// The item that a mutation reads before it writes (`@getItem(as:)`).
///
/// @param target the types that it can have
/// @param key the value of each field of the item's key
public record PreRead(
        Directive directive,
        String alias,
        Target target,
        Source.ItemRead read,
        Map<String, Value> key) {

    public List<StoredType> types() {
        return target.members();
    }

    /// Returns the item's type, or null if only the item tells it.
    public @Nullable StoredType type() {
        return types().size() == 1 ? types().getFirst() : null;
    }

    /// Returns whether a key certainly names this item, if it has the type.
    ///
    /// @param named the value of each field of the key
    public boolean names(StoredType type, Map<String, Value> named) {
        return types().contains(type)
                && key.keySet().equals(type.key().fields())
                && key.equals(named);
    }
}

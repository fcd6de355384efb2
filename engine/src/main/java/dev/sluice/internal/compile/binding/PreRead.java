// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.Value;

import graphql.language.Directive;

import java.util.Map;

/// The item that a mutation reads before it writes (`@getItem(as:)`).
///
/// @param key the value of each field of the item's key
public record PreRead(
        Directive directive,
        String alias,
        StoredType type,
        Source.ItemRead read,
        Map<String, Value> key) {

    /// Returns whether a key certainly names this item.
    ///
    /// @param named the value of each field of the key
    public boolean names(StoredType written, Map<String, Value> named) {
        return written.name().equals(type.name())
                && key.keySet().equals(type.key().fields())
                && key.equals(named);
    }
}

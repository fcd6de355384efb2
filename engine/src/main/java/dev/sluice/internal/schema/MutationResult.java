// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.GlobalId;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// What a mutation returns of each item that it answers.
public sealed interface MutationResult {

    /// The item as the write leaves it or, after a delete, as it was.
    ///
    /// @param nonNull whether the field fails if the caller may not see an item
    record Items(boolean nonNull) implements MutationResult {}

    /// The item's global id, or one field of its key.
    ///
    /// @param field of the item
    /// @param form of the global id, or null if the field is in the key
    /// @param key the value of each field of the key; empty for a put, whose item has them
    record Ids(String field, @Nullable GlobalId form, Map<String, Value> key)
            implements MutationResult {
        public Ids {
            key = Map.copyOf(key);
        }
    }

    /// True.
    record Done() implements MutationResult {}
}

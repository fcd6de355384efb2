// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.StoredType;

import java.util.Objects;

/// The changes of a delete that leaves the item in its table: the time of the deletion, and the
/// version.
public record Deletion(
        StoredType type, WriteValues values, UpdateChanges changes, Placeholders placeholders) {

    /// @param mark the field of `@table(deletedAt:)`
    public void mark(Attribute mark) {
        changes.assign(mark.name(), values.encoded(mark, values.now()));
        if (type.version() instanceof String version) {
            var counted = Objects.requireNonNull(type.shape().attribute(version));
            DerivedAttributes.increment(counted.name(), changes, placeholders);
        }
    }
}

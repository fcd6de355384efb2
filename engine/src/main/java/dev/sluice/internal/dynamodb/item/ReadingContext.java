// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.telemetry.Drift;

import org.jspecify.annotations.Nullable;

/// What stored attributes are to a read: an item, an item that is gone, or no item of the requested
/// types.
public sealed interface ReadingContext {
    /// Returns the item, or null if it is gone or not of a requested type.
    default @Nullable Item item() {
        return null;
    }

    /// An item of a type.
    record Fits(Item item) implements ReadingContext {}

    /// An item that has expired, or is marked as deleted, counts as missing.
    record Gone() implements ReadingContext {}

    /// An item of another type of the schema, which has a key that the requested types can have.
    record OfAnotherType() implements ReadingContext {}

    /// An item that has none of the types of the schema.
    record Unfit(Drift.Unread.Reason reason) implements ReadingContext {}
}

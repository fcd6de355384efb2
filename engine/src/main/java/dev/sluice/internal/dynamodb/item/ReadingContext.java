// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.telemetry.Drift;

import org.jspecify.annotations.Nullable;

/// What stored attributes are to the one who reads them.
public sealed interface ReadingContext {
    /// Null where there is nothing to see.
    default @Nullable Item item() {
        return null;
    }

    /// An item of a type.
    record Fits(Item item) implements ReadingContext {}

    /// An item whose TTL is over counts as missing.
    record Expired() implements ReadingContext {}

    /// An item that is of none of the types that were asked for.
    record Unfit(Drift.Unread.Reason reason) implements ReadingContext {}
}

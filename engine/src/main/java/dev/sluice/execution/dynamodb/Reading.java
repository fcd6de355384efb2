// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.telemetry.Drift;

import org.jspecify.annotations.Nullable;

/// What stored attributes are to the one who reads them.
sealed interface Reading {
    /// Null where there is nothing to see.
    default @Nullable Item item() {
        return null;
    }

    /// An item of a type.
    record Fits(Item item) implements Reading {}

    /// An item whose TTL is over counts as missing.
    record Expired() implements Reading {}

    /// An item that is of none of the types that were asked for.
    record Unfit(Drift.Unread.Reason reason) implements Reading {}
}

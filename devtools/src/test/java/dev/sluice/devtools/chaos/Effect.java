// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.chaos;

/// What the mutation of a call site changes, so that a write that happened twice is seen.
enum Effect {
    /// Nothing: it is a query.
    NONE,
    /// A new item of `Thing`.
    PUT,
    /// The count of a `Thing` grows by 1.
    COUNT,
    /// The counts of a `Thing` and of a `Tally` grow by 1.
    COUNT_BOTH,
    /// An item of `Thing` is gone.
    DELETE
}

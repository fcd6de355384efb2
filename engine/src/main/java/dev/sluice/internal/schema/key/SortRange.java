// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import dev.sluice.internal.schema.expression.Comparator;

/// The sort keys that a Query reads, with known values.
public sealed interface SortRange {

    /// The whole partition.
    record All() implements SortRange {}

    record Exactly(Object value) implements SortRange {}

    /// @param comparator `<`, `<=`, `>` or `>=`
    record Compared(Comparator comparator, Object value) implements SortRange {}

    /// Both ends are included; `low` is never above `high`.
    record Between(Object low, Object high) implements SortRange {}

    record BeginsWith(String prefix) implements SortRange {}

    /// No key can match: the page is empty and no request is sent.
    record Nothing() implements SortRange {}
}

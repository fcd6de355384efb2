// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.Comparator;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.KeyEnds;
import dev.sluice.internal.schema.key.KeySpelling;
import dev.sluice.internal.schema.key.Slot;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The part of a key condition that applies to the sort key.
///
/// @param spelling how the segments form a composed key, or null if the attribute is a value
/// @param equal the leading segments with a fixed or equal value; may be empty
/// @param last the condition on the segment after `equal`, or null
/// @param ends how many of the types' keys end with the last of these segments
/// @param optional whether the last term is dropped if its value is null
public record SortCondition(
        KeyAttribute attribute,
        @Nullable KeySpelling spelling,
        List<BoundSegment> equal,
        @Nullable Range last,
        KeyEnds ends,
        boolean optional) {
    public SortCondition {
        equal = List.copyOf(equal);
    }

    /// A range over one segment.
    public sealed interface Range {
        ScalarKind kind();

        /// How the value is written into a composed key.
        Slot slot();

        /// @param comparator any but `=` and `<>`
        record Compared(Comparator comparator, Value value, ScalarKind kind, Slot slot)
                implements Range {}

        record Between(Value low, Value high, ScalarKind kind, Slot slot) implements Range {}

        record BeginsWith(Value prefix, ScalarKind kind, Slot slot) implements Range {}
    }
}

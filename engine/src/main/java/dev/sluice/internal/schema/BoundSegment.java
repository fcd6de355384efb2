// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.Slot;

/// One segment of a key, as a read builds it.
public sealed interface BoundSegment {

    record Literal(String text) implements BoundSegment {}

    /// @param kind of the field
    /// @param slot how the value is written into a composed key
    record Bound(Value value, ScalarKind kind, Slot slot) implements BoundSegment {}
}

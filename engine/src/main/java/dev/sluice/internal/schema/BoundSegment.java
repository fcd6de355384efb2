// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.Value;

/// One segment of a key, as a read builds it.
public sealed interface BoundSegment {

    record Literal(String text) implements BoundSegment {}

    /// @param kind how the value is written into the key
    record Bound(Value value, ScalarKind kind) implements BoundSegment {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.Value;

import java.util.List;

/// The partitions that one list is read from. The partition key of its condition contains
/// `Value.Element`, which stands for each of the values.
///
/// @param values different from each other, 1 to 100
public record FanOut(List<Value.Literal> values) {
    /// A page sends as many requests in one wave as it has partitions.
    public static final int MOST_PARTITIONS = 100;

    public FanOut {
        values = List.copyOf(values);
    }
}

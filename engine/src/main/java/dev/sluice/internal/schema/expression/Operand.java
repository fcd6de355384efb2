// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.List;

/// One side of a comparison.
public sealed interface Operand permits Operand.FieldPath, Operand.Size, Value {

    /// A field, or a field inside an embedded object.
    ///
    /// @param names at least one
    record FieldPath(List<String> names) implements Operand {
        public FieldPath {
            names = List.copyOf(names);
        }
    }

    /// `size(field)`.
    record Size(FieldPath field) implements Operand {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.List;
import java.util.stream.Stream;

/// A value that is known before a request is sent.
public sealed interface Value extends Operand {

    /// @param value a `String`, a `BigDecimal` or a `Boolean`
    record Literal(Object value) implements Value {}

    /// `$root.path`.
    ///
    /// @param path possibly empty
    record Reference(Root root, List<String> path) implements Value {
        public Reference {
            path = List.copyOf(path);
        }

        /// Returns the reference as an expression has it.
        public String text() {
            return "$"
                    + String.join(
                            ".", Stream.concat(Stream.of(root.text()), path.stream()).toList());
        }
    }

    /// `-value`, of a number.
    record Negated(Value value) implements Value {}

    /// The current element of the list in an `IN $list` term. The parser never creates one.
    record Element() implements Value {}
}

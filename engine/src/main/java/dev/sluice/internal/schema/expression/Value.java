// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.List;

/// Something that has a value before any request is sent.
public sealed interface Value extends Operand {

    /// @param value a `String`, a `BigDecimal` or a `Boolean`
    record Literal(Object value) implements Value {}

    /// `$root.path`: an argument, `parent`, `claims`, `each`, `item`, `prepared`, an alias, `now`
    /// or `uuid`.
    ///
    /// @param path possibly empty
    record Reference(String root, List<String> path) implements Value {
        public Reference {
            path = List.copyOf(path);
        }
    }

    /// `-value`, of a number.
    record Negated(Value value) implements Value {}

    /// The element at hand of the list that an `IN $list` term names; the parser never makes one.
    record Element() implements Value {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.schema.ScalarKind;

import org.jspecify.annotations.Nullable;

/// The shape of a value, known at compile time.
public sealed interface ValueShape {

    /// A value that fits any field: a literal, or a value that a Java resolver provides.
    record Any() implements ValueShape {}

    /// @param type the GraphQL type's name
    /// @param bounded whether something limits its size
    record Scalar(ScalarKind kind, String type, boolean bounded) implements ValueShape {}

    /// @param maxItems the length of the longest list, or null if it has no limit
    /// @param unique the field that differs in all elements, or null
    record ListOf(
            ValueShape element,
            boolean elementNullable,
            @Nullable Integer maxItems,
            @Nullable String unique)
            implements ValueShape {}

    /// A list without equal elements.
    record SetOf(Scalar element, @Nullable Integer maxItems) implements ValueShape {}

    /// An input object.
    record Input(String type) implements ValueShape {}

    /// An object inside an item.
    record Embedded(String type) implements ValueShape {}
}

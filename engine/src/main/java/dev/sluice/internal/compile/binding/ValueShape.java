// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.schema.ScalarKind;

import org.jspecify.annotations.Nullable;

/// What a value is made of, before it is there.
public sealed interface ValueShape {

    /// Whatever it meets: a literal, or what a Java resolver provides.
    record Any() implements ValueShape {}

    /// @param type the GraphQL type's name
    /// @param bounded whether something says how large it can be
    record Scalar(ScalarKind kind, String type, boolean bounded) implements ValueShape {}

    /// @param maxItems the longest list, or null where nothing bounds it
    /// @param unique the field in which no two elements agree, or null
    record ListOf(
            ValueShape element,
            boolean elementNullable,
            @Nullable Integer maxItems,
            @Nullable String unique)
            implements ValueShape {}

    /// A list of which no two elements are equal.
    record SetOf(Scalar element, @Nullable Integer maxItems) implements ValueShape {}

    /// An input object.
    record Input(String type) implements ValueShape {}

    /// An object inside an item.
    record Embedded(String type) implements ValueShape {}
}

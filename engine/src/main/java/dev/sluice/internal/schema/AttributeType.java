// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

/// The shape of a stored value.
public sealed interface AttributeType {

    /// Returns the object type of the value, or of the list's elements, or null if it is not an
    /// object.
    default @Nullable String embedded() {
        return switch (this) {
            case Embedded(var name) -> name;
            case ListOf list -> list.element().embedded();
            case Scalar _, SetOf _ -> null;
        };
    }

    /// Returns the most elements of the value: 1 if it is no list, and `Long.MAX_VALUE` for a list
    /// without a bound.
    default long mostElements() {
        return switch (this) {
            case ListOf list -> list.maxItems() instanceof Integer most ? most : Long.MAX_VALUE;
            case Scalar _, SetOf _, Embedded _ -> 1;
        };
    }

    /// Returns whether the schema declares a list, stored as a list or as a set.
    default boolean isList() {
        return this instanceof ListOf || this instanceof SetOf;
    }

    record Scalar(ScalarKind kind) implements AttributeType {}

    /// A list stored as L.
    ///
    /// @param elementNonNull whether a null element is a misfit
    /// @param maxItems the length of the longest list that fits, or null if the schema sets no
    ///   bound
    record ListOf(AttributeType element, boolean elementNonNull, @Nullable Integer maxItems)
            implements AttributeType {}

    /// A set stored as SS, NS or BS. An empty set is stored as an absent attribute.
    record SetOf(ScalarKind element, @Nullable Integer maxItems) implements AttributeType {}

    /// An object type without `@table`, stored as M inside its parent's item.
    ///
    /// @param type the object type's name; its shape is `Catalog.shape(type)`
    record Embedded(String type) implements AttributeType {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One field of a stored or embedded type as DynamoDB holds it.
///
/// @param field the GraphQL field
/// @param name the DynamoDB attribute
/// @param nonNull whether an absent attribute is a misfit
/// @param hidden whether clients do not see the field
/// @param defaultValue the source text of `@attribute(default:)`, or null
/// @param readDefault the value that a read returns for an absent attribute, as `Value.Literal`
///   holds it, or null if there is none
/// @param constraints the constraints that a stored value must meet: that of the field's scalar,
///   then the field's own
public record Attribute(
        String field,
        String name,
        AttributeType type,
        boolean nonNull,
        boolean hidden,
        @Nullable String defaultValue,
        @Nullable Object readDefault,
        List<Constraint> constraints) {
    public Attribute {
        constraints = List.copyOf(constraints);
    }
}

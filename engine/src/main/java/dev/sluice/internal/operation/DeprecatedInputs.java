// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.schema.Deprecation;

import graphql.language.EnumValue;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.NormalizedInputValue;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Finds the deprecated arguments, input fields and values of enums that an operation uses, in the
/// document and in its variables. A default value is not used.
///
/// @param all by coordinate, as in the catalog
record DeprecatedInputs(Map<String, Deprecation> all, GraphQLSchema schema) {

    /// @param type the object type that has the field
    /// @param used receives what the arguments of the field use, by coordinate
    void collect(String type, ExecutableNormalizedField field, Map<String, Deprecation> used) {
        if (all.isEmpty()) {
            return;
        }
        var definition =
                Objects.requireNonNull(schema.getObjectType(type))
                        .getFieldDefinition(field.getFieldName());
        field.getNormalizedArguments()
                .forEach((name, value) -> {
                    note("%s.%s(%s:)".formatted(type, field.getFieldName(), name), used);
                    collect(definition.getArgument(name).getType(), value, used);
                });
    }

    private void collect(GraphQLType type, @Nullable Object given, Map<String, Deprecation> used) {
        var value = given instanceof NormalizedInputValue typed ? typed.getValue() : given;
        switch (GraphQLTypeUtil.unwrapNonNull(type)) {
            case GraphQLList list when value instanceof List<?> elements ->
                    elements.forEach(element -> collect(list.getWrappedType(), element, used));
            case GraphQLList list -> collect(list.getWrappedType(), value, used);
            case GraphQLInputObjectType input when value instanceof Map<?, ?> fields ->
                    fields.forEach((name, member) -> {
                        note(input.getName() + "." + name, used);
                        collect(input.getField(name.toString()).getType(), member, used);
                    });
            case GraphQLEnumType values when value instanceof EnumValue name ->
                    note(values.getName() + "." + name.getName(), used);
            default -> {}
        }
    }

    private void note(String coordinate, Map<String, Deprecation> used) {
        var deprecation = all.get(coordinate);
        if (deprecation != null) {
            used.put(coordinate, deprecation);
        }
    }
}

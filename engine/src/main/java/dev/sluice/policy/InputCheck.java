// SPDX-License-Identifier: Apache-2.0
package dev.sluice.policy;

import dev.sluice.schema.Constraint;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedInputType;
import graphql.schema.GraphQLTypeUtil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds arguments against the `@constraint`s of the schema, and floats against infinity, before
/// anything is read.
public final class InputCheck {
    private final Map<String, Constraint> constraints;

    /// @param constraints by schema coordinate, as in the catalog
    public InputCheck(Map<String, Constraint> constraints) {
        this.constraints = Map.copyOf(constraints);
    }

    /// The arguments, lower-cased where the schema says so.
    ///
    /// @param type the object type that has the field
    /// @param arguments coerced values by name
    /// @throws Refusal BAD_USER_INPUT with the argument's path and the constraint it fails
    public Map<String, @Nullable Object> check(
            String type, GraphQLFieldDefinition field, Map<String, @Nullable Object> arguments) {
        if (arguments.isEmpty()) {
            return arguments;
        }
        var checked = new LinkedHashMap<String, @Nullable Object>(arguments);
        for (var argument : field.getArguments()) {
            var name = argument.getName();
            var coordinate = "%s.%s(%s:)".formatted(type, field.getName(), name);
            checked.computeIfPresent(
                    name, (_, value) -> value(argument.getType(), value, coordinate, name));
        }
        return checked;
    }

    private @Nullable Object value(
            GraphQLInputType type, @Nullable Object value, String coordinate, String path) {
        if (value == null) {
            return null;
        }
        var constraint = constraints.get(coordinate);
        return switch (GraphQLTypeUtil.unwrapNonNull(type)) {
            case GraphQLList list when value instanceof List<?> elements -> {
                if (constraint != null) {
                    ConstraintCheck.list(constraint, elements, path);
                }
                var element = (GraphQLInputType) list.getWrappedType();
                var checked = new ArrayList<@Nullable Object>();
                for (int i = 0; i < elements.size(); i++) {
                    checked.add(value(element, elements.get(i), coordinate, path + "." + i));
                }
                yield checked;
            }
            case GraphQLInputObjectType object when value instanceof Map<?, ?> members ->
                    members(object, members, path);
            case GraphQLNamedInputType scalar -> {
                ConstraintCheck.finite(value, path);
                var ofScalar = constraints.get(scalar.getName());
                var normalized =
                        ofScalar == null ? value : ConstraintCheck.scalar(ofScalar, value, path);
                yield constraint == null
                        ? normalized
                        : ConstraintCheck.scalar(constraint, normalized, path);
            }
            default -> value;
        };
    }

    private Map<String, @Nullable Object> members(
            GraphQLInputObjectType object, Map<?, ?> members, String path) {
        var checked = new LinkedHashMap<String, @Nullable Object>();
        for (var field : object.getFieldDefinitions()) {
            var name = field.getName();
            if (members.containsKey(name)) {
                checked.put(
                        name,
                        value(
                                field.getType(),
                                members.get(name),
                                object.getName() + "." + name,
                                path + "." + name));
            }
        }
        return checked;
    }
}

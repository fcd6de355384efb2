// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import dev.sluice.internal.schema.Constraint;

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
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// Checks the value of one argument, and everything in it, against its constraints. Reports only
/// the first fault of each value.
///
/// @param constraints by schema coordinate
public record ValueCheck(
        Map<String, Constraint> constraints, BiConsumer<InputPath, Refusal> faults) {

    public @Nullable Object value(
            GraphQLInputType type, @Nullable Object value, String coordinate, InputPath path) {
        if (value == null) {
            return null;
        }
        var constraint = constraints.get(coordinate);
        return switch (GraphQLTypeUtil.unwrapNonNull(type)) {
            case GraphQLList list when value instanceof List<?> elements -> {
                if (constraint != null) {
                    checkedBy(
                            path,
                            elements,
                            () -> {
                                ConstraintCheck.list(constraint, elements, path.toString());
                                return elements;
                            });
                }
                var element = (GraphQLInputType) list.getWrappedType();
                var checked = new ArrayList<@Nullable Object>();
                for (int i = 0; i < elements.size(); i++) {
                    checked.add(value(element, elements.get(i), coordinate, path.element(i)));
                }
                yield checked;
            }
            case GraphQLInputObjectType object when value instanceof Map<?, ?> members ->
                    members(object, members, path);
            case GraphQLNamedInputType scalar ->
                    checkedBy(
                            path, value, () -> scalar(scalar, value, constraint, path.toString()));
            default -> value;
        };
    }

    private Object scalar(
            GraphQLNamedInputType type,
            Object value,
            @Nullable Constraint constraint,
            String path) {
        ConstraintCheck.finite(value, path);
        var ofScalar = constraints.get(type.getName());
        var normalized = ofScalar == null ? value : ConstraintCheck.scalar(ofScalar, value, path);
        return constraint == null
                ? normalized
                : ConstraintCheck.scalar(constraint, normalized, path);
    }

    private Object checkedBy(InputPath path, Object given, Supplier<Object> check) {
        try {
            return check.get();
        } catch (Refusal refusal) {
            faults.accept(path, refusal);
            return given;
        }
    }

    private Map<String, @Nullable Object> members(
            GraphQLInputObjectType object, Map<?, ?> members, InputPath path) {
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
                                path.member(name)));
            }
        }
        return checked;
    }
}

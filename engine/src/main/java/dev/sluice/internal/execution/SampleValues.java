// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.schema.Constraint;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedInputType;
import graphql.schema.GraphQLTypeUtil;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Makes JSON values that fit a type. They also fit its constraints in most cases; a value for a
/// pattern can only be guessed.
final class SampleValues {
    private static final String DATE_TIME = "2000-01-01T00:00:00Z";

    private final Map<String, Constraint> constraints;

    /// @param constraints by schema coordinate, as in the catalog
    SampleValues(Map<String, Constraint> constraints) {
        this.constraints = constraints;
    }

    Object of(GraphQLInputType type) {
        return of(type, "");
    }

    private Object of(GraphQLInputType type, String coordinate) {
        return switch (GraphQLTypeUtil.unwrapNonNull(type)) {
            case GraphQLList list ->
                    List.of(of((GraphQLInputType) list.getWrappedType(), coordinate));
            case GraphQLInputObjectType object -> members(object);
            case GraphQLEnumType choice -> choice.getValues().getFirst().getName();
            case GraphQLNamedInputType scalar -> scalar(scalar.getName(), coordinate);
            default -> throw new IllegalArgumentException("no input type: " + type);
        };
    }

    /// Only the required members, so that the recursion ends.
    private Map<String, Object> members(GraphQLInputObjectType object) {
        var members = new LinkedHashMap<String, Object>();
        for (var field : object.getFieldDefinitions()) {
            if (GraphQLTypeUtil.isNonNull(field.getType()) && !field.hasSetDefaultValue()) {
                members.put(
                        field.getName(),
                        of(field.getType(), object.getName() + "." + field.getName()));
            }
        }
        return members;
    }

    private Object scalar(String name, String coordinate) {
        var constraint = constraints.getOrDefault(coordinate, constraints.get(name));
        return switch (name) {
            case "Int", "Float", "Decimal" -> number(constraint);
            case "Boolean" -> true;
            case "DateTime" -> DATE_TIME;
            default -> text(constraint);
        };
    }

    private static BigDecimal number(@Nullable Constraint constraint) {
        var min = constraint == null ? null : constraint.min();
        var max = constraint == null ? null : constraint.max();
        var number = min == null ? BigDecimal.ONE : BigDecimal.ONE.max(min);
        return max == null ? number : number.min(max);
    }

    private static String text(@Nullable Constraint constraint) {
        if (constraint == null) {
            return "-";
        }
        var least = constraint.minLength() == null ? 1 : constraint.minLength();
        var pattern = constraint.pattern();
        return Stream.of(
                        "-".repeat(least),
                        "a".repeat(least),
                        "0".repeat(least),
                        "a@b.ch",
                        DATE_TIME)
                .filter(text -> pattern == null || pattern.matcher(text).matches())
                .findFirst()
                .orElse("-");
    }
}

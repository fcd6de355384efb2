// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.schema.Field;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Holds what a Java resolver gave against the type of the field that it answers.
///
/// @param field that is answered
/// @param resolver by name
record ResolverResult(Field field, String resolver) {

    /// An object that a resolver gave.
    record Members(String resolver, Map<?, ?> values) {}

    /// The value as graphql-java completes it: objects are `Members`.
    ///
    /// @throws ResolverFault where the value is not of the type
    @Nullable Object checked(GraphQLType type, @Nullable Object value) {
        if (type instanceof GraphQLNonNull required) {
            return value == null ? misfit("null") : checked(required.getWrappedType(), value);
        }
        return value == null ? null : present(type, value);
    }

    private Object present(GraphQLType type, Object value) {
        return switch (type) {
            case GraphQLList list when value instanceof List<?> elements -> {
                var checked = new ArrayList<@Nullable Object>();
                elements.forEach(element -> checked.add(checked(list.getWrappedType(), element)));
                yield checked;
            }
            case GraphQLObjectType _ when value instanceof Map<?, ?> members ->
                    new Members(resolver, members);
            case GraphQLEnumType names when value instanceof String name ->
                    names.getValue(name) == null ? misfit("no " + names.getName()) : name;
            case GraphQLScalarType scalar when fits(scalar.getName(), value) -> value;
            case GraphQLList _ -> misfit("no list");
            default -> misfit("no " + GraphQLTypeUtil.simplePrint(type));
        };
    }

    private static boolean fits(String scalar, Object value) {
        return switch (scalar) {
            case "Int" -> value instanceof Integer;
            case "Float" -> value instanceof Double number && Double.isFinite(number);
            case "Boolean" -> value instanceof Boolean;
            case "Decimal" -> value instanceof BigDecimal;
            case "DateTime" -> value instanceof Instant;
            case "JSON" -> true;
            default -> value instanceof String;
        };
    }

    private Object misfit(String given) {
        throw new ResolverFault(field, resolver, "gives " + given, null);
    }
}

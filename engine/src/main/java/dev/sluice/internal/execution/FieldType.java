// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import graphql.GraphQLContext;
import graphql.schema.CoercingSerializeException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The type of a field, taken apart.
///
/// @param hasNonNullElements false if it is not a list
/// @param named the type without lists and non-null; a list if the elements are lists
record FieldType(boolean isNonNull, boolean isList, boolean hasNonNullElements, GraphQLType named) {
    static FieldType of(GraphQLType type) {
        var nullable = GraphQLTypeUtil.unwrapNonNull(type);
        if (!(nullable instanceof GraphQLList list)) {
            return new FieldType(GraphQLTypeUtil.isNonNull(type), false, false, nullable);
        }
        var element = list.getWrappedType();
        return new FieldType(
                GraphQLTypeUtil.isNonNull(type),
                true,
                GraphQLTypeUtil.isNonNull(element),
                GraphQLTypeUtil.unwrapNonNull(element));
    }

    boolean isLeaf() {
        return named instanceof GraphQLScalarType || named instanceof GraphQLEnumType;
    }

    /// Returns the JSON value of a scalar or an enum, or of a list of them, or null if a value does
    /// not fit.
    @Nullable Object json(@Nullable Object value, GraphQLContext context) {
        try {
            return isList ? list(value, context) : leaf(value, context);
        } catch (CoercingSerializeException _) {
            return null;
        }
    }

    private @Nullable Object list(@Nullable Object value, GraphQLContext context) {
        if (!(value instanceof List<?> elements)) {
            return null;
        }
        var list = new ArrayList<@Nullable Object>(elements.size());
        for (var element : elements) {
            var json = leaf(element, context);
            if (json == null && (element != null || hasNonNullElements)) {
                return null;
            }
            list.add(json);
        }
        return list;
    }

    private @Nullable Object leaf(@Nullable Object value, GraphQLContext context) {
        if (value == null) {
            return null;
        }
        return switch (named) {
            case GraphQLScalarType scalar ->
                    scalar.getCoercing().serialize(value, context, Locale.ROOT);
            case GraphQLEnumType names -> names.serialize(value, context, Locale.ROOT);
            default -> throw new IllegalStateException(named + " is no leaf");
        };
    }
}

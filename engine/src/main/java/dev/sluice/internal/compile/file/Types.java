// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;

/// Reads the parts of GraphQL type references.
public final class Types {
    private Types() {}

    public static boolean isNonNull(Type<?> type) {
        return type instanceof NonNullType;
    }

    public static Type<?> nullable(Type<?> type) {
        return type instanceof NonNullType wrapped ? wrapped.getType() : type;
    }

    public static boolean isList(Type<?> type) {
        return nullable(type) instanceof ListType;
    }

    /// Returns the element type of a list, or the type itself if it is not a list.
    public static Type<?> element(Type<?> type) {
        return nullable(type) instanceof ListType list ? list.getType() : type;
    }

    /// Returns the name inside all lists and non-nulls.
    public static String name(Type<?> type) {
        return switch (type) {
            case NonNullType wrapped -> name(wrapped.getType());
            case ListType list -> name(list.getType());
            case TypeName named -> named.getName();
            default -> throw new IllegalStateException("a type of no known form");
        };
    }
}

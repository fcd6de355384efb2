// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;

/// Takes GraphQL type references apart.
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

    /// The element type of a list; the type itself of anything else.
    public static Type<?> element(Type<?> type) {
        return nullable(type) instanceof ListType list ? list.getType() : type;
    }

    /// The name inside all lists and non-nulls.
    public static String name(Type<?> type) {
        return switch (type) {
            case NonNullType wrapped -> name(wrapped.getType());
            case ListType list -> name(list.getType());
            case TypeName named -> named.getName();
            default -> throw new IllegalStateException("a type of no known form");
        };
    }
}

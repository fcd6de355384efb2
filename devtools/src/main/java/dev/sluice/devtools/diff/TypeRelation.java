// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import graphql.language.AstPrinter;
import graphql.language.Value;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.InputValueWithState;

import org.jspecify.annotations.Nullable;

/// Compares the types of fields and arguments.
final class TypeRelation {
    private TypeRelation() {}

    static String spelled(GraphQLType type) {
        return GraphQLTypeUtil.simplePrint(type);
    }

    static String change(GraphQLType before, GraphQLType after) {
        return "the type is `%s` instead of `%s`".formatted(spelled(after), spelled(before));
    }

    /// Returns whether each value of the first type is one of the second: both are equal, except
    /// that the first can be non-null where the second is not.
    static boolean isNarrower(GraphQLType one, GraphQLType other) {
        if (one instanceof GraphQLNonNull value) {
            return isNarrower(
                    value.getWrappedType(),
                    other instanceof GraphQLNonNull whole ? whole.getWrappedType() : other);
        }
        if (one instanceof GraphQLList list) {
            return other instanceof GraphQLList whole
                    && isNarrower(list.getWrappedType(), whole.getWrappedType());
        }
        return spelled(one).equals(spelled(other));
    }

    /// Returns a default value as GraphQL spells it, or null if there is none.
    static @Nullable String literal(InputValueWithState value) {
        return value.isNotSet()
                ? null
                : value.getValue() instanceof Value<?> literal
                        ? AstPrinter.printAst(literal)
                        : String.valueOf(value.getValue());
    }
}

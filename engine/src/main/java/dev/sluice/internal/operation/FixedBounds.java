// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.CostBound;

import graphql.Scalars;
import graphql.language.Document;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The bounds of trusted operations that do not depend on variables, computed once.
public final class FixedBounds {
    private final Map<Document, CostBound> bounds = new HashMap<>();

    /// @param documents valid, each with one operation
    public FixedBounds(GraphQLSchema schema, OperationCosts costs, Collection<Document> documents) {
        for (var document : documents) {
            for (var operation : document.getDefinitionsOfType(OperationDefinition.class)) {
                if (operation.getVariableDefinitions().stream()
                        .noneMatch(variable -> counts(variable.getType(), schema))) {
                    bounds.put(document, bound(costs, document, operation));
                }
            }
        }
    }

    private static CostBound bound(
            OperationCosts costs, Document document, OperationDefinition operation) {
        try {
            return costs.cost(document, operation, Map.of()).bound();
        } catch (InvalidDocumentException e) {
            throw new IllegalStateException("it was valid", e);
        }
    }

    /// Returns the bound, or null if it depends on the variables or the document is not trusted.
    @Nullable CostBound of(Document document) {
        return bounds.get(document);
    }

    /// Returns whether a value of the type can be a page size, a condition, or have a length.
    private static boolean counts(Type<?> type, GraphQLSchema schema) {
        if (type instanceof NonNullType required) {
            return counts(required.getType(), schema);
        }
        return !(type instanceof TypeName named)
                || switch (schema.getType(named.getName())) {
                    case GraphQLScalarType scalar ->
                            scalar.getName().equals(Scalars.GraphQLInt.getName())
                                    || scalar.getName().equals(Scalars.GraphQLBoolean.getName());
                    case GraphQLEnumType _ -> false;
                    case null, default -> true;
                };
    }
}

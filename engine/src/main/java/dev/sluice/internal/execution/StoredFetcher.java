// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.dynamodb.item.MisfitException;
import dev.sluice.internal.dynamodb.item.StoredObject;
import dev.sluice.internal.schema.Field;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLTypeUtil;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Answers a field from its parent's item.
record StoredFetcher(Field field) implements ItemFieldFetcher {

    @Override
    public @Nullable Object value(StoredObject parent, GraphQLFieldDefinition definition) {
        var value = parent.value(field.name());
        if (GraphQLTypeUtil.unwrapAll(definition.getType()) instanceof GraphQLEnumType declared) {
            require(declared, value);
        }
        return value;
    }

    /// Rejects an enum value that another writer stored and that this schema does not have.
    private void require(GraphQLEnumType declared, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case List<?> elements -> elements.forEach(element -> require(declared, element));
            case Object stored when declared.getValue(stored.toString()) == null ->
                    throw new MisfitException(
                            field.type(), field.name(), "a value of " + declared.getName());
            case Object _ -> {}
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.dynamodb.item.StoredObject;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.expression.GlobalId;
import dev.sluice.internal.value.GlobalIds;

import graphql.schema.GraphQLFieldDefinition;

import org.jspecify.annotations.Nullable;

/// Answers a field with the global id of its parent (`@node`).
record NodeIdFetcher(Field field, GlobalId form) implements ItemFieldFetcher {

    @Override
    public @Nullable Object value(StoredObject parent, GraphQLFieldDefinition definition) {
        return GlobalIds.of(form, parent::value);
    }
}

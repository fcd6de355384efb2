// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.dynamodb.item.StoredObject;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.expression.GlobalId;
import dev.sluice.internal.value.GlobalIds;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Answers a field with the global id of its parent (`@node`).
record NodeIdFetcher(Field field, GlobalId form) implements LightDataFetcher<@Nullable Object> {

    @Override
    public @Nullable Object get(
            GraphQLFieldDefinition definition,
            Object source,
            Supplier<DataFetchingEnvironment> environment) {
        var parent = (StoredObject) source;
        if (field.rules().isEmpty()) {
            return GlobalIds.of(form, parent::value);
        }
        var scope = RequestScope.of(environment.get());
        return scope.guard()
                .admit(field, scope.values(parent, Map.of()))
                .thenApply(_ -> GlobalIds.of(form, parent::value));
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        return get(
                environment.getFieldDefinition(),
                Objects.requireNonNull(environment.getSource()),
                () -> environment);
    }
}

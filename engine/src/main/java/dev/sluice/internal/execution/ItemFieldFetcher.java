// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.dynamodb.item.StoredObject;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Field;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Answers a field from its parent's item, if the field's rules admit the caller.
interface ItemFieldFetcher extends LightDataFetcher<@Nullable Object> {

    Field field();

    @Nullable Object value(StoredObject parent, GraphQLFieldDefinition definition);

    @Override
    default @Nullable Object get(
            GraphQLFieldDefinition definition,
            Object source,
            Supplier<DataFetchingEnvironment> environment) {
        return field().rules().isEmpty()
                ? value((StoredObject) source, definition)
                : admitted(definition, (StoredObject) source, RequestScope.of(environment.get()));
    }

    /// Returns the value, or a future of it if the field has rules.
    default @Nullable Object get(
            GraphQLFieldDefinition definition, StoredObject parent, RequestScope scope) {
        return field().rules().isEmpty()
                ? value(parent, definition)
                : admitted(definition, parent, scope);
    }

    private CompletableFuture<@Nullable Object> admitted(
            GraphQLFieldDefinition definition, StoredObject parent, RequestScope scope) {
        return scope.guard()
                .admit(field(), scope.values(parent, Map.of()))
                .thenApply(_ -> value(parent, definition));
    }

    @Override
    default @Nullable Object get(DataFetchingEnvironment environment) {
        return get(
                environment.getFieldDefinition(),
                Objects.requireNonNull(environment.getSource()),
                () -> environment);
    }
}

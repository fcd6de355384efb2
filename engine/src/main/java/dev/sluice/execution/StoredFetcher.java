// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.StoredObject;
import dev.sluice.schema.Field;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Answers a field from its parent's item.
final class StoredFetcher implements LightDataFetcher<@Nullable Object> {
    private final Field field;

    StoredFetcher(Field field) {
        this.field = field;
    }

    @Override
    public @Nullable Object get(
            GraphQLFieldDefinition definition,
            Object source,
            Supplier<DataFetchingEnvironment> environment) {
        var parent = (StoredObject) source;
        if (field.rules().isEmpty()) {
            return parent.value(field.name());
        }
        var scope = RequestScope.of(environment.get());
        return scope.judge()
                .admit(field, scope.values(parent, Map.of()))
                .thenApply(_ -> parent.value(field.name()));
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        return get(
                environment.getFieldDefinition(),
                Objects.requireNonNull(environment.getSource()),
                () -> environment);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.dynamodb.item.MisfitException;
import dev.sluice.internal.dynamodb.item.StoredObject;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Field;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.LightDataFetcher;

import org.jspecify.annotations.Nullable;

import java.util.List;
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
            return value(parent, definition);
        }
        var scope = RequestScope.of(environment.get());
        return scope.guard()
                .admit(field, scope.values(parent, Map.of()))
                .thenApply(_ -> value(parent, definition));
    }

    private @Nullable Object value(StoredObject parent, GraphQLFieldDefinition definition) {
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

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        return get(
                environment.getFieldDefinition(),
                Objects.requireNonNull(environment.getSource()),
                () -> environment);
    }
}

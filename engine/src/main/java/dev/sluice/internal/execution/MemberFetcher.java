// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.computation.ResolvedField;
import dev.sluice.internal.computation.ResolverResult;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Field;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/// Answers a field of an object that a Java resolver returned.
record MemberFetcher(Field field) implements LightDataFetcher<@Nullable Object> {

    @Override
    public @Nullable Object get(
            GraphQLFieldDefinition definition,
            Object source,
            Supplier<DataFetchingEnvironment> environment) {
        var object = (ResolverResult.Members) source;
        if (field.rules().isEmpty()) {
            return member(definition, object, environment);
        }
        var scope = RequestScope.of(environment.get());
        return scope.guard()
                .admit(field, scope.values(null, Map.of()))
                .thenApply(_ -> member(definition, object, environment));
    }

    private @Nullable Object member(
            GraphQLFieldDefinition definition,
            ResolverResult.Members object,
            Supplier<DataFetchingEnvironment> environment) {
        var resolved = new ResolvedField(field, object.resolver(), Set.of());
        return new ResolverResult(resolved, () -> environment.get().getGraphQLSchema())
                .checked(definition.getType(), object.values().get(field.name()));
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        return get(
                environment.getFieldDefinition(),
                Objects.requireNonNull(environment.getSource()),
                () -> environment);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.computation.ResolvedField;
import dev.sluice.internal.computation.ResolverResult;
import dev.sluice.internal.dynamodb.item.StoredObject;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.resolver.Values;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/// Answers a field that a Java resolver computes from other fields of its object and from the
/// field's arguments.
record ComputedFetcher(Field field, Source.Computed source)
        implements DataFetcher<CompletableFuture<@Nullable Object>> {

    @Override
    public CompletableFuture<@Nullable Object> get(DataFetchingEnvironment environment) {
        var scope = RequestScope.of(environment);
        StoredObject parent = Objects.requireNonNull(environment.getSource());
        var arguments = scope.operation().call(environment).arguments();
        var resolved = ResolvedField.of(field, source);
        var result = new ResolverResult(resolved, environment::getGraphQLSchema);
        return scope.guard()
                .admit(field, scope.values(parent, arguments))
                .thenCompose(_ -> scope.computations().compute(resolved, needs(parent), arguments))
                .thenApply(value -> result.checked(environment.getFieldType(), value));
    }

    private Values needs(StoredObject parent) {
        var needs = new LinkedHashMap<String, @Nullable Object>();
        source.needs().forEach(name -> needs.put(name, parent.plain(name)));
        return Values.of(needs);
    }
}

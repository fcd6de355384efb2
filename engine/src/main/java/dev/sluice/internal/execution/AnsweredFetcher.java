// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.computation.ResolvedField;
import dev.sluice.internal.computation.ResolverResult;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.resolver.Request;
import dev.sluice.resolver.Values;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/// Answers a field that a Java resolver answers itself.
record AnsweredFetcher(Field field, Source.Answered source)
        implements DataFetcher<CompletableFuture<@Nullable Object>> {

    @Override
    public CompletableFuture<@Nullable Object> get(DataFetchingEnvironment environment) {
        var scope = RequestScope.of(environment);
        var arguments = scope.operation().call(environment).arguments();
        var resolved = ResolvedField.of(field, source);
        var result = new ResolverResult(resolved, environment::getGraphQLSchema);
        return scope.guard()
                .admit(field, scope.values(environment.getSource(), arguments))
                .thenCompose(_ ->
                        scope.computations().answer(resolved, Values.of(arguments), request(scope)))
                .thenApply(value -> result.checked(environment.getFieldType(), value));
    }

    private static Request request(RequestScope scope) {
        return Request.of(
                scope.caller(),
                scope.now(),
                scope.deadline().remaining(),
                scope.recording().requestId());
    }
}

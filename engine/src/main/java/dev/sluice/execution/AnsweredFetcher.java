// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.resolvers.Request;
import dev.sluice.execution.resolvers.Values;
import dev.sluice.schema.Field;
import dev.sluice.schema.Source;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Answers a field that a Java resolver answers itself.
record AnsweredFetcher(Field field, Source.Answered source, ResolverCalls resolvers)
        implements DataFetcher<CompletableFuture<@Nullable Object>> {

    @Override
    public CompletableFuture<@Nullable Object> get(DataFetchingEnvironment environment) {
        var scope = RequestScope.of(environment);
        var arguments = scope.operation().call(environment).arguments();
        var result = new ResolverResult(field, source.resolver());
        return scope.judge()
                .admit(field, scope.values(environment.getSource(), arguments))
                .thenCompose(_ -> answer(scope, Values.of(arguments)))
                .thenApply(value -> result.checked(environment.getFieldType(), value));
    }

    private CompletableFuture<@Nullable Object> answer(RequestScope scope, Values arguments) {
        var request =
                new Request(
                        scope.caller(),
                        scope.now(),
                        scope.deadline(),
                        scope.recording().requestId());
        return ResolverCalls.run(
                        scope.reads(),
                        () ->
                                Optional.ofNullable(
                                        resolvers.answer(field, source, arguments, request)))
                .thenApply(answer -> answer.orElse(null));
    }
}

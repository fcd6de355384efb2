// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.Session;
import dev.sluice.execution.resolvers.Answer;
import dev.sluice.execution.resolvers.Computation;
import dev.sluice.execution.resolvers.Preparation;
import dev.sluice.execution.resolvers.Request;
import dev.sluice.execution.resolvers.Resolvers;
import dev.sluice.execution.resolvers.Values;
import dev.sluice.schema.Field;
import dev.sluice.schema.Source;

import org.dataloader.Try;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Calls Java resolvers. What goes wrong there is a `ResolverFault`.
///
/// @param resolvers those that the schema names
record ResolverCalls(Resolvers resolvers) {

    /// Makes a call on a thread of its own; a fault of the resolver is none of DynamoDB.
    static <T> CompletableFuture<T> run(Session session, Callable<T> call) {
        return session.run(() -> Try.tryCall(call))
                .thenCompose(ended ->
                        ended.isSuccess()
                                ? CompletableFuture.completedFuture(ended.get())
                                : CompletableFuture.failedFuture(ended.getThrowable()));
    }

    /// What `$prepared` is.
    ///
    /// @param arguments checked
    Map<String, ?> prepare(
            Field field,
            Source.Mutation.Preparation source,
            Map<String, @Nullable Object> arguments) {
        var resolver = (Preparation) resolver(source.resolver());
        Map<String, ?> prepared =
                call(field, source.resolver(), () -> resolver.prepare(Values.of(arguments)));
        if (prepared == null || !prepared.keySet().equals(source.provides())) {
            throw new ResolverFault(
                    field, source.resolver(), "does not give exactly what it provides", null);
        }
        var misfit =
                field.source() instanceof Source.Mutation mutation
                        ? PreparedValues.misfit(mutation, prepared)
                        : null;
        if (misfit != null) {
            throw new ResolverFault(
                    field, source.resolver(), "does not fit the field " + misfit, null);
        }
        return prepared;
    }

    /// A value for each object, in their order.
    List<? extends @Nullable Object> compute(
            Field field, Source.Computed source, List<Values> objects) {
        var resolver = (Computation) resolver(source.resolver());
        List<? extends @Nullable Object> computed =
                call(field, source.resolver(), () -> resolver.compute(objects));
        if (computed == null || computed.size() != objects.size()) {
            throw new ResolverFault(
                    field, source.resolver(), "does not give one value for each object", null);
        }
        return computed;
    }

    @Nullable Object answer(
            Field field, Source.Answered source, Values arguments, Request request) {
        var resolver = (Answer) resolver(source.resolver());
        return call(field, source.resolver(), () -> resolver.answer(arguments, request));
    }

    private Object resolver(String name) {
        return Objects.requireNonNull(resolvers.byName().get(name));
    }

    /// Whatever it throws: it is not our code.
    @SuppressWarnings("CatchingUnchecked")
    private static <T extends @Nullable Object> T call(
            Field field, String resolver, Callable<T> call) {
        try {
            return call.call();
        } catch (Throwable thrown) {
            throw new ResolverFault(field, resolver, "failed", thrown);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.computation;

import dev.sluice.internal.recording.Recording;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.wave.WaveLoop;
import dev.sluice.internal.wave.WaveWork;
import dev.sluice.resolver.Request;
import dev.sluice.resolver.Values;

import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.Try;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The calls of Java resolvers of one request. In each wave, a field is computed once for all
/// objects that ask for it with the same arguments.
public final class Computations implements WaveWork {
    private final ResolverCalls resolvers;
    private final GuardedCalls calls;
    private final Fallbacks fallbacks;
    private final Map<Call, DataLoader<Values, Optional<Object>>> loaders = new LinkedHashMap<>();

    private record Call(Field field, Map<String, @Nullable Object> arguments) {}

    /// @param recording notes fallbacks, and calls that a circuit breaker refused
    public Computations(ResolverCalls resolvers, WaveLoop loop, Recording recording) {
        this.resolvers = resolvers;
        this.fallbacks = new Fallbacks(recording);
        this.calls = new GuardedCalls(resolvers.breakers(), loop, recording);
        loop.register(this);
    }

    /// Returns the field of one object. It is complete when the next wave has ended.
    ///
    /// @param arguments checked
    public CompletableFuture<@Nullable Object> compute(
            ResolvedField resolved, Values parent, Map<String, @Nullable Object> arguments) {
        return loaders.computeIfAbsent(
                        new Call(resolved.field(), arguments), _ -> loader(resolved, arguments))
                .load(parent)
                .handle((value, failure) ->
                        failure == null
                                ? value.orElse(null)
                                : fallbacks.instead(resolved, failure));
    }

    /// Returns the value of a field that a resolver answers itself. It is complete when the next
    /// wave has ended.
    public CompletableFuture<@Nullable Object> answer(
            ResolvedField resolved, Values arguments, Request request) {
        return calls.<@Nullable Object>submit(
                        resolved, () -> resolvers.answer(resolved, arguments, request), _ -> true)
                .handle((value, failure) ->
                        failure == null ? value : fallbacks.instead(resolved, failure));
    }

    @Override
    public boolean start() {
        return loaders.values().stream()
                        .mapToInt(loader -> loader.dispatchWithCounts().getKeysCount())
                        .sum()
                > 0;
    }

    private DataLoader<Values, Optional<Object>> loader(
            ResolvedField resolved, Map<String, @Nullable Object> arguments) {
        var given = Values.of(arguments);
        return DataLoaderFactory.newDataLoaderWithTry(
                parents ->
                        calls.submit(
                                resolved,
                                () -> resolvers.compute(resolved, parents, given),
                                Computations::works),
                DataLoaderOptions.newOptions().setCachingEnabled(false).build());
    }

    /// Returns whether the resolver computed at least one field, or failed one as the schema
    /// declares.
    private static boolean works(List<Try<Optional<Object>>> computed) {
        return computed.isEmpty()
                || computed.stream()
                        .anyMatch(each ->
                                each.isSuccess() || ResolvedField.isDeclared(each.getThrowable()));
    }
}

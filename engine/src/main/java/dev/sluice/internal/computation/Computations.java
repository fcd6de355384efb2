// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.computation;

import dev.sluice.internal.dynamodb.RequestStore;
import dev.sluice.internal.schema.Field;
import dev.sluice.resolver.Values;

import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The computed fields of one request. In each wave, a field is computed once for all objects that
/// ask for it with the same arguments.
public final class Computations {
    private final ResolverCalls resolvers;
    private final RequestStore session;
    private final Map<Call, DataLoader<Values, Optional<Object>>> loaders = new LinkedHashMap<>();

    private record Call(Field field, Map<String, @Nullable Object> arguments) {}

    public Computations(ResolverCalls resolvers, RequestStore session) {
        this.resolvers = resolvers;
        this.session = session;
    }

    /// Returns the field of one object. It is complete when the next wave has ended.
    ///
    /// @param arguments checked
    public CompletableFuture<@Nullable Object> compute(
            ResolvedField resolved, Values parent, Map<String, @Nullable Object> arguments) {
        return loaders.computeIfAbsent(
                        new Call(resolved.field(), arguments), _ -> loader(resolved, arguments))
                .load(parent)
                .thenApply(value -> value.orElse(null));
    }

    /// Starts the computations that were requested since the last wave.
    public void start() {
        loaders.values().forEach(DataLoader::dispatchWithCounts);
    }

    private DataLoader<Values, Optional<Object>> loader(
            ResolvedField resolved, Map<String, @Nullable Object> arguments) {
        var given = Values.of(arguments);
        return DataLoaderFactory.newDataLoaderWithTry(
                parents ->
                        ResolverCalls.run(
                                session, () -> resolvers.compute(resolved, parents, given)),
                DataLoaderOptions.newOptions().setCachingEnabled(false).build());
    }
}

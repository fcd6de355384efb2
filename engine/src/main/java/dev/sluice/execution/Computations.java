// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.Session;
import dev.sluice.execution.resolvers.Values;
import dev.sluice.schema.Field;
import dev.sluice.schema.Source;

import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The computed fields of one request: each is computed once in a wave, for all its objects.
final class Computations {
    private final ResolverCalls resolvers;
    private final Session session;
    private final Map<Field, DataLoader<Values, Optional<Object>>> loaders = new LinkedHashMap<>();

    Computations(ResolverCalls resolvers, Session session) {
        this.resolvers = resolvers;
        this.session = session;
    }

    /// The field of one object; it is there when the next wave has landed.
    CompletableFuture<@Nullable Object> compute(
            Field field, Source.Computed source, Values object) {
        return loaders.computeIfAbsent(field, _ -> loader(field, source))
                .load(object)
                .thenApply(value -> value.orElse(null));
    }

    /// Starts what was asked for since the last wave.
    void start() {
        loaders.values().forEach(DataLoader::dispatchWithCounts);
    }

    private DataLoader<Values, Optional<Object>> loader(Field field, Source.Computed source) {
        return DataLoaderFactory.newDataLoader(
                objects -> ResolverCalls.run(session, () -> computed(field, source, objects)),
                DataLoaderOptions.newOptions().setCachingEnabled(false).build());
    }

    private List<Optional<Object>> computed(
            Field field, Source.Computed source, List<Values> objects) {
        var computed = new ArrayList<Optional<Object>>();
        resolvers
                .compute(field, source, objects)
                .forEach(value -> computed.add(Optional.ofNullable(value)));
        return computed;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.error.FieldPlace;
import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Answers a reference to an object of another subgraph with its key.
public record EntityReferenceFetch(Source.EntityReference source) implements ReadFetcher.Reading {

    @Override
    public CompletableFuture<@Nullable Map<String, Object>> start(
            RequestScope scope,
            Operation.Call call,
            ValueReader values,
            Supplier<FieldPlace> place) {
        var key = new HashMap<String, Object>();
        source.key()
                .forEach((field, value) -> {
                    if (values.read(value) instanceof Object known) {
                        key.put(field, known);
                    }
                });
        var isWhole = key.size() == source.key().size();
        return CompletableFuture.completedFuture(isWhole ? key : null);
    }

    /// Returns a field of the key.
    public static @Nullable Object member(@Nullable Object key, String field) {
        return key instanceof Map<?, ?> values ? values.get(field) : null;
    }
}

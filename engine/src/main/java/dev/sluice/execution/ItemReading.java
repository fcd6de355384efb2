// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.Item;
import dev.sluice.schema.Source;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/// Reads one item by its key (`@getItem`).
record ItemReading(Source.ItemRead source) implements ReadFetcher.Reading {

    @Override
    public CompletableFuture<@Nullable Item> start(FieldRead read) {
        return read(read.scope(), read.values());
    }

    /// Null where the key has a null part, the item is missing, or the caller may not see it.
    CompletableFuture<@Nullable Item> read(RequestScope scope, ValueReader values) {
        var request = new KeyWriter(values).item(source);
        return request == null
                ? CompletableFuture.completedFuture(null)
                : scope.reads()
                        .item(request)
                        .thenCompose(item ->
                                scope.judge()
                                        .visible(
                                                request.reference(),
                                                source.target(),
                                                item,
                                                source.ruleFields(),
                                                values));
    }
}

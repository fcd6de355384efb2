// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.Item;
import dev.sluice.execution.dynamodb.ItemRequest;
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
        var keys = new KeyWriter(values);
        var partition = keys.key(source.partition());
        var sortKey = source.sort();
        var sort = sortKey == null ? null : keys.key(sortKey);
        if (partition == null || (sortKey != null && sort == null)) {
            return CompletableFuture.completedFuture(null);
        }
        var request = new ItemRequest(source.target(), partition, sort, source.consistent());
        return scope.reads()
                .item(request)
                .thenApply(item -> Visibility.visible(item, scope.caller()));
    }
}

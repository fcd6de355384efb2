// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.Item;
import dev.sluice.execution.dynamodb.ItemRequest;
import dev.sluice.schema.BoundKey;
import dev.sluice.schema.Source;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Reads one item by its key (`@getItem`).
record ItemReading(Source.ItemRead source) implements ReadFetcher.Reading {

    @Override
    public CompletableFuture<@Nullable Item> start(FieldRead read) {
        return read(read.scope(), read.values());
    }

    /// Null where the key has a null part, the item is missing, or the caller may not see it.
    CompletableFuture<@Nullable Item> read(RequestScope scope, ValueReader values) {
        var request = request(values);
        return request == null
                ? CompletableFuture.completedFuture(null)
                : scope.reads()
                        .item(request)
                        .thenCompose(item ->
                                scope.judge()
                                        .visible(
                                                source.target(),
                                                item,
                                                source.ruleFields(),
                                                values));
    }

    /// Null where the key has a null part, or one that no key holds.
    @Nullable ItemRequest request(ValueReader values) {
        return request(new KeyWriter(values)::key);
    }

    /// The same of an item that may be created.
    @Nullable ItemRequest requestToStore(ValueReader values) {
        return request(new KeyWriter(values)::keyToStore);
    }

    private @Nullable ItemRequest request(Function<BoundKey, @Nullable Object> keys) {
        var partition = keys.apply(source.partition());
        var sortKey = source.sort();
        var sort = sortKey == null ? null : keys.apply(sortKey);
        return partition == null || (sortKey != null && sort == null)
                ? null
                : new ItemRequest(source.target(), partition, sort, source.consistent());
    }
}

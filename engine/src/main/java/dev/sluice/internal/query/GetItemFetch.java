// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.value.KeyWriter;
import dev.sluice.internal.value.ValueReader;

import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/// Reads one item by its key (`@getItem`).
public record GetItemFetch(Source.ItemRead source) implements ReadFetcher.Reading {

    @Override
    public CompletableFuture<@Nullable Item> start(
            RequestScope scope,
            Operation.Call call,
            ValueReader values,
            DataFetchingEnvironment environment) {
        return read(scope, values);
    }

    /// Requests the item without waiting for its parent.
    ///
    /// @return false if no item can have the key
    boolean ahead(RequestScope scope, ValueReader values) {
        var request = new KeyWriter(values).item(source);
        return request != null && scope.reads().ahead(request);
    }

    /// Returns the item, or null if the key has a null part, the item is missing, or the caller may
    /// not see it.
    public CompletableFuture<@Nullable Item> read(RequestScope scope, ValueReader values) {
        var request = new KeyWriter(values).item(source);
        return request == null
                ? CompletableFuture.completedFuture(null)
                : scope.reads()
                        .item(request)
                        .thenCompose(item ->
                                scope.guard()
                                        .visible(
                                                request.reference(),
                                                source.target(),
                                                item,
                                                source.ruleFields(),
                                                values));
    }
}

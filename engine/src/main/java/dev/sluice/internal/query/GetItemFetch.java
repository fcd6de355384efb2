// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.error.FieldPlace;
import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.value.KeyWriter;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Reads one item by its key (`@getItem`).
public record GetItemFetch(Source.Keyed source) implements ReadFetcher.Reading {

    @Override
    public CompletableFuture<@Nullable Item> start(
            RequestScope scope,
            Operation.Call call,
            ValueReader values,
            Supplier<FieldPlace> place) {
        return read(scope, values);
    }

    /// Requests the item without waiting for its parent.
    ///
    /// @return false if no item can have the key
    boolean ahead(RequestScope scope, ValueReader values) {
        var requested = false;
        for (var read : source.chosen(values::read)) {
            var request = new KeyWriter(values).item(read);
            requested |= request != null && scope.reads().ahead(request);
        }
        return requested;
    }

    /// Returns the item, or null if the key has a null part, the item is missing, or the caller may
    /// not see it.
    public CompletableFuture<@Nullable Item> read(RequestScope scope, ValueReader values) {
        var chosen = source.chosen(values::read);
        return chosen.size() == 1
                ? read(chosen.getFirst(), scope, values)
                : first(chosen.stream().map(read -> read(read, scope, values)).toList());
    }

    private static CompletableFuture<@Nullable Item> read(
            Source.ItemRead read, RequestScope scope, ValueReader values) {
        var request = new KeyWriter(values).item(read);
        return request == null
                ? CompletableFuture.completedFuture(null)
                : scope.guard()
                        .visible(
                                scope.reads().item(request),
                                request::reference,
                                read.target(),
                                read.ruleFields(),
                                values);
    }

    private static CompletableFuture<@Nullable Item> first(
            List<CompletableFuture<@Nullable Item>> reads) {
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(_ -> {
                    for (var read : reads) {
                        if (read.join() instanceof Item item) {
                            return item;
                        }
                    }
                    return null;
                });
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.error.FetchFaults;
import dev.sluice.internal.error.FieldPlace;
import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.value.ValueReader;

import graphql.GraphQLError;
import graphql.execution.DataFetcherResult;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Reads one item for each element of a list (`IN $list`).
public record ItemListFetch(Source.ListRead source) implements ReadFetcher.Reading {

    @Override
    public CompletableFuture<? extends @Nullable Object> start(
            RequestScope scope,
            Operation.Call call,
            ValueReader values,
            Supplier<FieldPlace> place) {
        if (!(values.read(source.list()) instanceof List<?> elements)) {
            return CompletableFuture.completedFuture(null);
        }
        var reading = new GetItemFetch(source.each());
        var items = new ArrayList<CompletableFuture<@Nullable Item>>();
        for (var element : elements) {
            items.add(
                    element == null
                            ? CompletableFuture.completedFuture(null)
                            : reading.read(scope, values.withElement(element)));
        }
        return CompletableFuture.allOf(items.toArray(CompletableFuture[]::new))
                .handle((_, _) -> result(items, place));
    }

    /// Requests the items without waiting for their parent.
    ///
    /// @return false if there is no list
    boolean ahead(RequestScope scope, ValueReader values) {
        if (!(values.read(source.list()) instanceof List<?> elements)) {
            return false;
        }
        var reading = new GetItemFetch(source.each());
        for (var element : elements) {
            var _ = element != null && reading.ahead(scope, values.withElement(element));
        }
        return true;
    }

    /// Sets an element that failed to null, with an error at its own path. The others keep their
    /// positions.
    private static DataFetcherResult<List<@Nullable Item>> result(
            List<CompletableFuture<@Nullable Item>> items, Supplier<FieldPlace> place) {
        var found = new ArrayList<@Nullable Item>();
        var errors = new ArrayList<GraphQLError>();
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            if (item.isCompletedExceptionally()) {
                errors.add(FetchFaults.report(item.exceptionNow(), place.get().element(i)));
                found.add(null);
            } else {
                found.add(item.join());
            }
        }
        return DataFetcherResult.<List<@Nullable Item>>newResult()
                .data(found)
                .errors(errors)
                .build();
    }
}

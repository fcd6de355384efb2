// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.error.FetchFaults;
import dev.sluice.internal.error.FieldPlace;
import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.value.Combinations;
import dev.sluice.internal.value.ValueReader;

import graphql.GraphQLError;
import graphql.execution.DataFetcherResult;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Reads one item for each element of a list (`IN $list`), or for each combination of the elements
/// of several.
public record ItemListFetch(Source.ListRead source) implements ReadFetcher.Reading {

    @Override
    public CompletableFuture<? extends @Nullable Object> start(
            RequestScope scope,
            Operation.Call call,
            ValueReader values,
            Supplier<FieldPlace> place) {
        var chosen = chosen(values);
        if (chosen == null) {
            return CompletableFuture.completedFuture(null);
        }
        var reading = new GetItemFetch(source.each());
        var items = new ArrayList<CompletableFuture<@Nullable Item>>();
        for (var elements : chosen) {
            items.add(
                    elements.contains(null)
                            ? CompletableFuture.completedFuture(null)
                            : reading.read(scope, values.withElements(elements)));
        }
        return CompletableFuture.allOf(items.toArray(CompletableFuture[]::new))
                .handle((_, _) -> result(items, place));
    }

    /// Requests the items without waiting for their parent.
    ///
    /// @return false if a list is null
    boolean ahead(RequestScope scope, ValueReader values) {
        var chosen = chosen(values);
        if (chosen == null) {
            return false;
        }
        var reading = new GetItemFetch(source.each());
        for (var elements : chosen) {
            var _ = !elements.contains(null) && reading.ahead(scope, values.withElements(elements));
        }
        return true;
    }

    /// Returns the combinations of the elements, or null if a list is null.
    private @Nullable List<List<@Nullable Object>> chosen(ValueReader values) {
        var lists = new ArrayList<List<?>>();
        for (var reference : source.references()) {
            if (!(values.read(reference) instanceof List<?> elements)) {
                return null;
            }
            lists.add(elements);
        }
        return Combinations.of(lists);
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

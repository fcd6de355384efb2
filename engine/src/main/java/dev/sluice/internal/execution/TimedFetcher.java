// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Field;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/// Records how long a field waits for its answer.
///
/// @param coordinate `Type.field`
record TimedFetcher(
        String coordinate,
        DataFetcher<? extends CompletableFuture<? extends @Nullable Object>> fetcher)
        implements DataFetcher<CompletableFuture<? extends @Nullable Object>> {

    TimedFetcher(
            Field field,
            DataFetcher<? extends CompletableFuture<? extends @Nullable Object>> fetcher) {
        this(field.coordinate(), fetcher);
    }

    @Override
    public CompletableFuture<? extends @Nullable Object> get(DataFetchingEnvironment environment)
            throws Exception {
        var recording = RequestScope.of(environment).recording();
        var began = System.nanoTime();
        return fetcher.get(environment)
                .whenComplete((_, _) -> recording.fetched(coordinate, began));
    }
}

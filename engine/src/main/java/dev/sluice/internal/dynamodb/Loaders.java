// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import org.dataloader.BatchLoader;
import org.dataloader.CacheKey;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.Try;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Creates data loaders in which each read can fail on its own.
final class Loaders {
    private Loaders() {}

    /// @param identity maps keys of the same read to equal objects
    static <K, V> DataLoader<K, V> loader(BatchLoader<K, Try<V>> batches, CacheKey<K> identity) {
        return DataLoaderFactory.newDataLoaderWithTry(
                batches, DataLoaderOptions.newOptions().setCacheKeyFunction(identity).build());
    }

    /// Returns the outcome of each future, after all have completed.
    static <T> CompletableFuture<List<Try<T>>> settled(List<CompletableFuture<T>> futures) {
        var tries = futures.stream().map(Try::tryFuture).toList();
        return CompletableFuture.allOf(tries.toArray(CompletableFuture[]::new))
                .thenApply(_ -> tries.stream().map(CompletableFuture::join).toList());
    }
}

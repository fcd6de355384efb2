// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.schema.CountLimit;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Counts a list in all its partitions. The requests of one partition follow one another, and those
/// of all partitions are in the same waves.
///
/// @param subtotal counts what one request reads
public record PartitionCount(
        CountLimit limit, Function<PageRequest, CompletableFuture<Subtotal>> subtotal) {

    /// Returns the number of items, or null if DynamoDB did not read all of them within the limit.
    ///
    /// @param pages a page of each partition, of any size
    public CompletableFuture<@Nullable Integer> of(List<PageRequest> pages) {
        var subtotals =
                pages.stream()
                        .map(page -> page.counting(null, limit.items()))
                        .map(page -> counted(page, Subtotal.NOTHING, limit.requests()))
                        .toList();
        return CompletableFuture.allOf(subtotals.toArray(CompletableFuture[]::new))
                .thenApply(_ -> total(subtotals.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<Subtotal> counted(PageRequest page, Subtotal before, int requests) {
        return subtotal.apply(page)
                .thenCompose(found -> {
                    var all = before.plus(found);
                    var left = page.limit() - found.read();
                    return found.stop() == null || left < 1 || requests == 1
                            ? CompletableFuture.completedFuture(all)
                            : counted(
                                    page.counting(PageStart.after(found.stop()), left),
                                    all,
                                    requests - 1);
                });
    }

    private @Nullable Integer total(List<Subtotal> subtotals) {
        var items = subtotals.stream().mapToInt(Subtotal::items).sum();
        var isWhole = subtotals.stream().allMatch(each -> each.stop() == null);
        return isWhole && items <= limit.maxCount() ? items : null;
    }
}

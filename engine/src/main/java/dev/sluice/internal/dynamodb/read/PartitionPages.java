// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.cursor.PageKey;
import dev.sluice.internal.dynamodb.item.Findings;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.KeyValue;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/// One page of a list, from all its partitions: one request for each, in the same wave.
///
/// The list has the order of the sort keys. Items with equal sort keys are in the order of their
/// partitions. So the key of one item, or that at which DynamoDB stopped, is a place in every
/// partition.
///
/// @param requests one for each partition, in the order of the partitions; they differ only in the
///   partition and the start
/// @param places the places of the items in the list
/// @param start where the page starts, or null
public record PartitionPages(List<PageRequest> requests, Places places, @Nullable PageKey start) {
    public PartitionPages {
        requests = List.copyOf(requests);
    }

    /// @param whole the request for the first page of one partition; its partition counts for
    ///   nothing
    /// @param isBackward whether the page is read against the order of the list
    /// @param start the key of an item, or at which DynamoDB stopped, or null
    public static PartitionPages of(
            PageRequest whole,
            List<Object> partitions,
            boolean isBackward,
            @Nullable PageKey start) {
        var keys = new ArrayList<@Nullable AttributeValue>();
        for (var partition : partitions) {
            keys.add(KeyValue.partition(whole.partitionKey(), partition));
        }
        var places = new Places(whole, keys, isBackward);
        var from = start == null ? null : places.of(start);
        var requests = new ArrayList<PageRequest>();
        for (int i = 0; i < partitions.size(); i++) {
            if (from == null) {
                requests.add(whole.in(partitions.get(i), null));
            } else if (from.partition() == i) {
                requests.add(whole.in(partitions.get(i), PageStart.after(start)));
            } else if (from.sortKey() != null) {
                var at = new PageStart.At(from.sortKey(), places.follows(i, from.partition()));
                requests.add(whole.in(partitions.get(i), at));
            } else if (places.follows(i, from.partition())) {
                requests.add(whole.in(partitions.get(i), null));
            }
        }
        return new PartitionPages(requests, places, start);
    }

    /// Requests the page for a later call of `read`.
    ///
    /// @param ahead requests the page of a partition, and returns false if no item can match
    /// @return false if no item can match
    public boolean ahead(Predicate<PageRequest> ahead) {
        var requested = false;
        for (var request : requests) {
            requested |= ahead.test(request);
        }
        return requested;
    }

    /// @param read the page of a partition
    public CompletableFuture<Page> read(Function<PageRequest, CompletableFuture<Page>> read) {
        var pages = requests.stream().map(read).toList();
        return pages.size() == 1
                ? pages.getFirst()
                : CompletableFuture.allOf(pages.toArray(CompletableFuture[]::new))
                        .thenApply(
                                _ -> merged(pages.stream().map(CompletableFuture::join).toList()));
    }

    /// A page that DynamoDB or its size cut says nothing about what follows its end. So the merged
    /// page goes no further than the first of these ends.
    private Page merged(List<Page> pages) {
        var stop =
                pages.stream()
                        .filter(Page::hasNext)
                        .map(page -> Objects.requireNonNull(page.end()))
                        .min(places)
                        .orElse(null);
        var found =
                pages.stream()
                        .flatMap(page -> page.entries().stream())
                        .sorted(Comparator.comparing(Page.Entry::key, places))
                        .toList();
        var size = places.whole().first();
        var shown =
                found.stream()
                        .filter(entry -> stop == null || places.compare(entry.key(), stop) <= 0)
                        .limit(size)
                        .toList();
        var last = shown.isEmpty() ? start : shown.getLast().key();
        return new Page(
                shown,
                stop != null || shown.size() < found.size(),
                stop == null || shown.size() == size ? last : stop);
    }

    public Set<String> projection() {
        return places.whole().projection();
    }

    /// Returns an object that is equal for pages of one list with the same limit, wherever they
    /// start.
    public Object reference() {
        return requests.stream().map(PageRequest::reference).toList();
    }

    /// Returns whether an item, as the table holds it now, is still in one of the partitions and in
    /// the range.
    public boolean covers(Item item, Findings findings) {
        return requests.stream().anyMatch(request -> request.covers(item, findings));
    }

    /// A place in the list.
    ///
    /// @param partition its position among the partitions
    /// @param sortKey null if the keys have none
    record Place(int partition, @Nullable AttributeValue sortKey) {}

    /// Compares keys by their places, in the order in which the page is read. Keys of one partition
    /// with the same sort key are equal here: the order that DynamoDB returns them in stays.
    ///
    /// @param partitions their keys; an element is null if no item can have it
    record Places(PageRequest whole, List<@Nullable AttributeValue> partitions, boolean isBackward)
            implements Comparator<PageKey> {

        /// Returns whether, of items with the same sort key, one partition's are read after the
        /// other's.
        boolean follows(int partition, int other) {
            return isBackward ? partition < other : partition > other;
        }

        /// @throws Refusal BAD_CURSOR if no partition of the list has the key: a partition that
        ///   depends on the time is another one now
        Place of(PageKey key) {
            var attributes = key.attributes();
            var own =
                    KeyValue.canonical(
                            Objects.requireNonNull(attributes.get(whole.partitionKey().name())));
            var sortKey = whole.sortKey();
            var partition = partitions.indexOf(own);
            if (partition < 0) {
                throw new Refusal(ErrorCode.BAD_CURSOR);
            }
            return new Place(partition, sortKey == null ? null : attributes.get(sortKey.name()));
        }

        @Override
        public int compare(PageKey one, PageKey other) {
            var left = of(one);
            var right = of(other);
            var sorted =
                    left.sortKey() == null || right.sortKey() == null
                            ? 0
                            : KeyValue.ORDER.compare(left.sortKey(), right.sortKey());
            if (sorted != 0) {
                return whole.ascending() ? sorted : -sorted;
            }
            var byPartition = Integer.compare(left.partition(), right.partition());
            return isBackward ? -byPartition : byPartition;
        }
    }
}

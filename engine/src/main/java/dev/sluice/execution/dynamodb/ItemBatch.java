// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The items that one request reads: at most 100, at most 16 MB in all and 1 MB of one partition,
/// and one consistency for each table.
///
/// Source: Amazon DynamoDB API Reference, "BatchGetItem".
final class ItemBatch {
    static final int MAX_KEYS = 100;
    private static final int MAX_KILOBYTES = 16 * 1024;
    private static final int MAX_PARTITION_KILOBYTES = 1024;

    private record Partition(PhysicalTable table, AttributeValue value) {}

    private final Map<PhysicalTable, List<ItemKey>> keys = new LinkedHashMap<>();
    private final Map<Partition, Integer> partitions = new HashMap<>();
    private int size;
    private int kilobytes;

    private ItemBatch() {}

    /// The fewest batches that a first fit finds: tables that are read both ways come first, so
    /// that the others fill what these leave open.
    static List<ItemBatch> pack(Collection<ItemRead> reads) {
        var consistent = tables(reads, true);
        var eventual = tables(reads, false);
        var order =
                Comparator.comparing((ItemRead read) ->
                                !(consistent.contains(read.key().table())
                                        && eventual.contains(read.key().table())))
                        .thenComparing(read -> read.key().consistent());
        var batches = new ArrayList<ItemBatch>();
        reads.stream()
                .sorted(order)
                .forEach(read ->
                        batches.stream()
                                .filter(batch -> batch.admits(read))
                                .findFirst()
                                .orElseGet(() -> added(batches))
                                .add(read));
        return batches;
    }

    private static Set<PhysicalTable> tables(Collection<ItemRead> reads, boolean consistent) {
        return reads.stream()
                .map(ItemRead::key)
                .filter(key -> key.consistent() == consistent)
                .map(ItemKey::table)
                .collect(Collectors.toSet());
    }

    private static ItemBatch added(List<ItemBatch> batches) {
        batches.add(new ItemBatch());
        return batches.getLast();
    }

    List<ItemKey> keys() {
        return keys.values().stream().flatMap(List::stream).toList();
    }

    private boolean admits(ItemRead read) {
        var ofTable = keys.getOrDefault(read.key().table(), List.of());
        return size < MAX_KEYS
                && kilobytes + read.kilobytes() <= MAX_KILOBYTES
                && partitions.getOrDefault(partition(read), 0) + read.kilobytes()
                        <= MAX_PARTITION_KILOBYTES
                && (ofTable.isEmpty()
                        || ofTable.getFirst().consistent() == read.key().consistent());
    }

    private void add(ItemRead read) {
        keys.computeIfAbsent(read.key().table(), _ -> new ArrayList<>()).add(read.key());
        partitions.merge(partition(read), read.kilobytes(), Integer::sum);
        size++;
        kilobytes += read.kilobytes();
    }

    private static Partition partition(ItemRead read) {
        return new Partition(read.key().table(), read.key().partition());
    }
}

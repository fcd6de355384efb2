// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import dev.sluice.internal.cost.ReadBothWays.Group;
import dev.sluice.internal.schema.DynamoDbQuotas;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Bounds how many requests the item reads of one wave take, however the keys lie in partitions and
/// in whatever order the reads are requested.
///
/// A new batch is opened for a read only if no other batch has room for it. Consider the read that
/// opens the last batch. Each other batch then has 100 keys, or is so full that the read would
/// exceed 16 MB, or holds so much of the read's partition that the read would exceed 1 MB. All
/// these keys exist at the same time. The bound is the most such batches that the other reads can
/// fill, plus the last one. Fewer or smaller items never fill more batches, so the bound holds for
/// everything that the operation may turn out to read.
///
/// The batches hold only what the packer packs before that read, so nothing smaller. If a table is
/// read both ways, a read of one way also cannot go into a batch of the other way, so the two
/// groups count apart. The reads after them can go into any batch.
final class WaveBatches {
    private WaveBatches() {}

    /// Keys that are equal for packing.
    ///
    /// @param tables in one of which each key is
    private record Lot(Set<String> tables, Group group, int kilobytes, boolean onePartition) {}

    static long requests(Iterable<PlannedRequest.Items> reads) {
        var lots = lots(reads);
        var apart =
                Saturating.plus(
                        alone(lots, Group.CONSISTENT_OF_BOTH), alone(lots, Group.EVENTUAL_OF_BOTH));
        return Math.max(apart, most(lots, Group.OTHER));
    }

    private static Map<Lot, Long> lots(Iterable<PlannedRequest.Items> reads) {
        var both = new ReadBothWays();
        for (var read : reads) {
            if (read.count() > 0) {
                read.tables().forEach(table -> both.add(table, read.consistent()));
            }
        }
        var lots = new LinkedHashMap<Lot, Long>();
        for (var read : reads) {
            if (read.count() > 0) {
                grouped(read, both)
                        .forEach((group, tables) -> {
                            var lot = new Lot(tables, group, read.kilobytes(), read.onePartition());
                            lots.merge(lot, read.count(), Saturating::plus);
                        });
            }
        }
        return lots;
    }

    /// Keys that can be in tables of several groups count in each of them.
    private static Map<Group, Set<String>> grouped(PlannedRequest.Items read, ReadBothWays both) {
        return read.tables().stream()
                .collect(
                        Collectors.groupingBy(
                                table -> both.group(table, read.consistent()), Collectors.toSet()));
    }

    private static long alone(Map<Lot, Long> lots, Group group) {
        return most(those(lots, lot -> lot.group() == group), group);
    }

    private static Map<Lot, Long> those(Map<Lot, Long> lots, Predicate<Lot> wanted) {
        var those = new LinkedHashMap<>(lots);
        those.keySet().removeIf(wanted.negate());
        return those;
    }

    /// The last read may be of any table, and of any size up to that of the table's items. Only the
    /// smallest size that is packed before it matters.
    ///
    /// @param group the group in which the last read is packed
    private static long most(Map<Lot, Long> lots, Group group) {
        var most = 0L;
        for (int size : lots.keySet().stream().mapToInt(Lot::kilobytes).distinct().toArray()) {
            var packed =
                    those(lots, lot -> lot.kilobytes() >= size || lot.group().compareTo(group) < 0);
            for (var lot : packed.keySet()) {
                if (lot.kilobytes() >= size) {
                    most = Math.max(most, Saturating.plus(1, closed(packed, lot, size)));
                }
            }
        }
        return most;
    }

    /// Returns the most batches of the packed reads that have no room for one of their keys.
    ///
    /// A batch that is full for one partition takes the fewest keys. A batch that is full by size
    /// takes fewer than a hundred keys. So the bound counts as many of the first kind as possible,
    /// then of the second, then batches of a hundred keys.
    ///
    /// @param last the lot of that key
    /// @param size the size that the key counts with
    private static long closed(Map<Lot, Long> packed, Lot last, int size) {
        var others = Held.of(packed, size);
        var bySize = Closing.of(DynamoDbQuotas.BATCH_KILOBYTES, others, size);
        var closed = 0L;
        if (last.onePartition()) {
            var partition =
                    Held.of(
                            those(
                                    packed,
                                    lot -> !Collections.disjoint(lot.tables(), last.tables())),
                            size);
            var byPartition =
                    Closing.of(DynamoDbQuotas.BATCH_PARTITION_KILOBYTES, partition, size)
                            .withNoMoreKeysThan(bySize);
            closed = byPartition.most(partition);
            others = others.without(byPartition, closed);
        }
        var large = bySize.most(others);
        return closed + large + others.without(bySize, large).keys() / DynamoDbQuotas.BATCH_KEYS;
    }

    /// What the batches hold besides the last read.
    ///
    /// @param largest the largest size of an item
    private record Held(long keys, long kilobytes, int largest) {
        static Held of(Map<Lot, Long> lots, int last) {
            var keys = 0L;
            var kilobytes = 0L;
            var largest = 0;
            for (var lot : lots.entrySet()) {
                int size = lot.getKey().kilobytes();
                keys = Saturating.plus(keys, lot.getValue());
                kilobytes = Saturating.plus(kilobytes, Saturating.times(lot.getValue(), size));
                largest = Math.max(largest, size);
            }
            return new Held(keys - 1, kilobytes - last, largest);
        }

        Held without(Closing batch, long times) {
            return new Held(
                    keys - batch.keys() * times, kilobytes - batch.kilobytes() * times, largest);
        }
    }

    /// The least that a batch holds if the last read does not fit into it.
    private record Closing(long keys, long kilobytes) {
        static Closing of(int room, Held held, int last) {
            var kilobytes = room - last + 1L;
            return new Closing(Saturating.divided(kilobytes, held.largest()), kilobytes);
        }

        /// With fewer keys for each batch, the number of batches can only grow.
        Closing withNoMoreKeysThan(Closing other) {
            return isPossible() ? new Closing(Math.min(keys, other.keys), kilobytes) : this;
        }

        long most(Held held) {
            return isPossible() ? Math.min(held.keys() / keys, held.kilobytes() / kilobytes) : 0;
        }

        private boolean isPossible() {
            return keys <= DynamoDbQuotas.BATCH_KEYS;
        }
    }
}

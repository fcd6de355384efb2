// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import dev.sluice.internal.cost.ReadBothWays.Group;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// How many requests the item reads of one wave take at the most, however the keys lie in
/// partitions and in whatever order the reads are asked for.
///
/// The read for which the last batch is opened finds no room in any other. So each of the others
/// holds 100 keys, or more than 16 MB less that read, or more than 1 MB less that read of its
/// partition; and all that they hold is there at once. How many such batches the other reads can
/// make is a bound. Fewer or smaller items make no more of them, so the bound of an operation holds
/// for all that it may turn out to ask for.
///
/// The batches hold only what the packer packs before that read: nothing smaller. Where a table is
/// read both ways, the batches of one way are also closed to the other: the two groups count apart.
/// What comes after them is not closed to any.
final class WaveBatches {
    private WaveBatches() {}

    /// Keys that requests do not tell apart.
    private record Lot(String table, Group group, int kilobytes, boolean onePartition) {}

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
                both.add(read.table(), read.consistent());
            }
        }
        var lots = new LinkedHashMap<Lot, Long>();
        for (var read : reads) {
            if (read.count() > 0) {
                var group = both.group(read.table(), read.consistent());
                var lot = new Lot(read.table(), group, read.kilobytes(), read.onePartition());
                lots.merge(lot, read.count(), Saturating::plus);
            }
        }
        return lots;
    }

    private static long alone(Map<Lot, Long> lots, Group group) {
        return most(those(lots, lot -> lot.group() == group), group);
    }

    private static Map<Lot, Long> those(Map<Lot, Long> lots, Predicate<Lot> wanted) {
        var those = new LinkedHashMap<>(lots);
        those.keySet().removeIf(wanted.negate());
        return those;
    }

    /// The last read may be of any table, and of any size up to that of its items there: what
    /// matters is the smallest size that is packed before it.
    ///
    /// @param group as which the last read is packed
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

    /// The most batches of the packed reads that one of their keys does not fit into.
    ///
    /// One that is closed by its partition takes the fewest keys, and of those that are closed by
    /// their size fewer than a hundred: as many of them as there can be come first.
    ///
    /// @param last the lot of that key
    /// @param size at which the key counts
    private static long closed(Map<Lot, Long> packed, Lot last, int size) {
        var others = Held.of(packed, size);
        var bySize = Closing.of(BatchPacker.MAX_KILOBYTES, others, size);
        var closed = 0L;
        if (last.onePartition()) {
            var partition = Held.of(those(packed, lot -> lot.table().equals(last.table())), size);
            var byPartition =
                    Closing.of(BatchPacker.MAX_PARTITION_KILOBYTES, partition, size)
                            .withNoMoreKeysThan(bySize);
            closed = byPartition.most(partition);
            others = others.without(byPartition, closed);
        }
        var large = bySize.most(others);
        return closed + large + others.without(bySize, large).keys() / BatchPacker.MAX_KEYS;
    }

    /// What batches hold besides the last read.
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

    /// What a batch holds at the least where the last read does not fit into it.
    private record Closing(long keys, long kilobytes) {
        static Closing of(int room, Held held, int last) {
            var kilobytes = room - last + 1L;
            return new Closing(Saturating.divided(kilobytes, held.largest()), kilobytes);
        }

        /// What holds fewer keys closes no fewer batches.
        Closing withNoMoreKeysThan(Closing other) {
            return isPossible() ? new Closing(Math.min(keys, other.keys), kilobytes) : this;
        }

        long most(Held held) {
            return isPossible() ? Math.min(held.keys() / keys, held.kilobytes() / kilobytes) : 0;
        }

        private boolean isPossible() {
            return keys <= BatchPacker.MAX_KEYS;
        }
    }
}

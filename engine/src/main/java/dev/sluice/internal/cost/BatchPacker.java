// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import dev.sluice.internal.schema.DynamoDbQuotas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Packs the item reads of one wave into BatchGetItem requests. A request has at most 100 keys, at
/// most 16 MB in all and 1 MB of one partition, and one consistency for each table.
///
/// A read goes into the first batch that has room for it. Tables that are read both ways come
/// first, their consistent reads before the others, so that the remaining reads fill the batches
/// that these leave open. Within each of the three groups, the largest items come first.
/// `WaveBatches` bounds the number of batches.
public final class BatchPacker {
    private BatchPacker() {}

    /// What a read takes of a request.
    ///
    /// @param partition the value of the partition key
    /// @param kilobytes the largest size of the item
    public record Load(String table, Object partition, boolean consistent, int kilobytes) {
        public Load {
            if (kilobytes < 1 || kilobytes > DynamoDbQuotas.BATCH_PARTITION_KILOBYTES) {
                throw new IllegalArgumentException(kilobytes + " KB");
            }
        }
    }

    private record Loaded<R>(R read, Load load) {}

    /// @return the batches, none of them empty; each read is in exactly one
    public static <R> List<List<R>> pack(Collection<R> reads, Function<R, Load> load) {
        var loaded = reads.stream().map(read -> new Loaded<>(read, load.apply(read))).toList();
        var both = new ReadBothWays();
        loaded.forEach(read -> both.add(read.load().table(), read.load().consistent()));
        var batches = new ArrayList<Batch<R>>();
        loaded.stream()
                .sorted(
                        Comparator.comparing((Loaded<R> read) ->
                                        both.group(read.load().table(), read.load().consistent()))
                                .thenComparingInt(read -> -read.load().kilobytes()))
                .forEach(read -> first(batches, read.load()).add(read));
        return batches.stream().map(Batch::reads).toList();
    }

    private static <R> Batch<R> first(List<Batch<R>> batches, Load load) {
        for (var batch : batches) {
            if (batch.admits(load)) {
                return batch;
            }
        }
        var opened = new Batch<R>();
        batches.add(opened);
        return opened;
    }

    private static final class Batch<R> {
        private record Partition(String table, Object value) {}

        private final List<R> reads = new ArrayList<>();
        private final Map<Partition, Integer> partitions = new HashMap<>();
        private final Map<String, Boolean> consistency = new HashMap<>();
        private int kilobytes;

        boolean admits(Load load) {
            return reads.size() < DynamoDbQuotas.BATCH_KEYS
                    && kilobytes + load.kilobytes() <= DynamoDbQuotas.BATCH_KILOBYTES
                    && partitions.getOrDefault(partition(load), 0) + load.kilobytes()
                            <= DynamoDbQuotas.BATCH_PARTITION_KILOBYTES
                    && consistency.getOrDefault(load.table(), load.consistent())
                            == load.consistent();
        }

        void add(Loaded<R> loaded) {
            var load = loaded.load();
            reads.add(loaded.read());
            partitions.merge(partition(load), load.kilobytes(), Integer::sum);
            consistency.put(load.table(), load.consistent());
            kilobytes += load.kilobytes();
        }

        List<R> reads() {
            return List.copyOf(reads);
        }

        private static Partition partition(Load load) {
            return new Partition(load.table(), load.partition());
        }
    }
}

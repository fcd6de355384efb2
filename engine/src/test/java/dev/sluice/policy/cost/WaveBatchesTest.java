// SPDX-License-Identifier: Apache-2.0
package dev.sluice.policy.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

class WaveBatchesTest {

    @Test
    void two_hundred_and_fifty_keys_are_three_requests() {
        assertThat(WaveBatches.requests(List.of(items("A", 250, false, 4, false)))).isEqualTo(3);
    }

    @Test
    void tables_share_requests() {
        assertThat(
                        WaveBatches.requests(
                                List.of(
                                        items("A", 60, false, 4, false),
                                        items("B", 40, true, 4, false))))
                .isEqualTo(1);
    }

    @Test
    void a_table_read_both_ways_takes_two() {
        assertThat(
                        WaveBatches.requests(
                                List.of(
                                        items("A", 1, false, 4, false),
                                        items("A", 1, true, 4, false))))
                .isEqualTo(2);
    }

    @Test
    void large_items_of_one_partition_are_cut_at_a_megabyte() {
        assertThat(WaveBatches.requests(List.of(items("A", 10, false, 400, true)))).isEqualTo(5);
        assertThat(WaveBatches.requests(List.of(items("A", 80, false, 400, false)))).isEqualTo(2);
    }

    @Test
    void more_keys_than_can_be_counted_saturate() {
        assertThat(WaveBatches.requests(List.of(items("A", Long.MAX_VALUE, false, 4, false))))
                .isEqualTo(Long.MAX_VALUE / 100 + 1);
    }

    @Test
    void runs_of_batches_count_as_the_batches_one_by_one() {
        var random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            var reads = new ArrayList<PlannedRequest.Items>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                reads.add(
                        items(
                                "T" + random.nextInt(3),
                                random.nextInt(300),
                                random.nextBoolean(),
                                1 + random.nextInt(random.nextBoolean() ? 400 : 8),
                                random.nextBoolean()));
            }
            assertThat(WaveBatches.requests(reads)).as("%s", reads).isEqualTo(oneByOne(reads));
        }
    }

    /// First fit, a key at a time.
    private static long oneByOne(List<PlannedRequest.Items> reads) {
        var batches = new ArrayList<Batch>();
        reads.stream()
                .sorted(
                        Comparator.comparing(
                                        (PlannedRequest.Items read) -> !isReadBothWays(read, reads))
                                .thenComparing(PlannedRequest.Items::consistent))
                .flatMap(read -> IntStream.range(0, (int) read.count()).mapToObj(_ -> read))
                .forEach(read ->
                        batches.stream()
                                .filter(batch -> batch.admits(read))
                                .findFirst()
                                .orElseGet(() -> {
                                    batches.add(new Batch());
                                    return batches.getLast();
                                })
                                .add(read));
        return batches.size();
    }

    private static boolean isReadBothWays(
            PlannedRequest.Items read, List<PlannedRequest.Items> reads) {
        return reads.stream()
                        .filter(other -> other.table().equals(read.table()))
                        .map(PlannedRequest.Items::consistent)
                        .distinct()
                        .count()
                == 2;
    }

    private static final class Batch {
        private final Map<String, Boolean> consistency = new HashMap<>();
        private final Map<String, Integer> sizes = new HashMap<>();
        private int keys;
        private int kilobytes;

        boolean admits(PlannedRequest.Items read) {
            return keys < 100
                    && kilobytes + read.kilobytes() <= 16 * 1024
                    && consistency.getOrDefault(read.table(), read.consistent())
                            == read.consistent()
                    && (!read.onePartition()
                            || sizes.getOrDefault(read.table(), 0) + read.kilobytes() <= 1024);
        }

        void add(PlannedRequest.Items read) {
            consistency.put(read.table(), read.consistent());
            sizes.merge(read.table(), read.kilobytes(), Integer::sum);
            keys++;
            kilobytes += read.kilobytes();
        }
    }

    private static PlannedRequest.Items items(
            String table, long count, boolean consistent, int kilobytes, boolean onePartition) {
        return new PlannedRequest.Items(
                "f", 1, 1, count, table, consistent, kilobytes, onePartition);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.cost.BatchPacker.Load;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        assertThat(
                        WaveBatches.requests(
                                List.of(
                                        items("A", 50, false, 4, false),
                                        items("A", 50, true, 4, false),
                                        items("B", 100, true, 4, false))))
                .isEqualTo(2);
    }

    @Test
    void large_items_of_one_partition_are_cut_at_a_megabyte() {
        assertThat(WaveBatches.requests(List.of(items("A", 10, false, 400, true)))).isEqualTo(5);
        assertThat(WaveBatches.requests(List.of(items("A", 80, false, 400, false)))).isEqualTo(2);
    }

    @Test
    void small_items_beside_a_partition_of_large_ones_count_as_if_they_closed_some_batches() {
        var reads = List.of(items("A", 10, false, 400, true), items("B", 200, false, 1, false));

        assertThat(packed(all(reads))).isEqualTo(5);
        assertThat(WaveBatches.requests(reads)).isEqualTo(6);
    }

    @Test
    void more_keys_than_can_be_counted_saturate() {
        assertThat(WaveBatches.requests(List.of(items("A", Long.MAX_VALUE, false, 4, false))))
                .isEqualTo(Long.MAX_VALUE / 100 + 1);
    }

    @Test
    void items_of_one_size_are_bounded_by_what_packing_them_takes() {
        var random = new Random(5);
        for (int round = 0; round < 5_000; round++) {
            var reads =
                    List.of(
                            items(
                                    "T",
                                    random.nextInt(400),
                                    random.nextBoolean(),
                                    size(random),
                                    random.nextBoolean()));

            assertThat(WaveBatches.requests(reads)).as("%s", reads).isEqualTo(packed(all(reads)));
        }
    }

    @Test
    void whatever_is_asked_for_in_whatever_order_takes_no_more_requests() {
        var random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            var reads = reads(random);
            var asked = all(fewerAndSmaller(reads, random));
            if (random.nextBoolean()) {
                asked = scattered(asked, reads, random);
            }
            Collections.shuffle(asked, random);

            assertThat(packed(asked))
                    .as("%s of %s", asked, reads)
                    .isLessThanOrEqualTo(WaveBatches.requests(reads));
        }
    }

    @Test
    void fewer_or_smaller_items_have_no_higher_bound() {
        var random = new Random(11);
        for (int round = 0; round < 5_000; round++) {
            var reads = reads(random);
            var fewer = fewerAndSmaller(reads, random);

            assertThat(WaveBatches.requests(fewer))
                    .as("%s of %s", fewer, reads)
                    .isLessThanOrEqualTo(WaveBatches.requests(reads));
        }
    }

    @Test
    void small_items_of_tables_read_one_way_are_bounded_by_what_packing_them_takes() {
        var random = new Random(13);
        for (int round = 0; round < 5_000; round++) {
            var reads = new ArrayList<PlannedRequest.Items>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                var table = random.nextInt(4);
                reads.add(
                        items(
                                "T" + table,
                                random.nextInt(300),
                                table % 2 == 0,
                                1 + random.nextInt(10),
                                table > 1));
            }

            assertThat(WaveBatches.requests(reads)).as("%s", reads).isEqualTo(packed(all(reads)));
        }
    }

    private static List<PlannedRequest.Items> reads(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(5))
                .mapToObj(_ -> {
                    if (random.nextInt(3) == 0) {
                        return ofAnyTable(random);
                    }
                    var table = random.nextInt(3);
                    return items(
                            "T" + table,
                            random.nextInt(300),
                            random.nextBoolean(),
                            size(random),
                            table > 0);
                })
                .toList();
    }

    /// Returns keys each of which is in any of several tables.
    private static PlannedRequest.Items ofAnyTable(Random random) {
        return new PlannedRequest.Items(
                "f",
                1,
                1,
                random.nextInt(300),
                random.nextBoolean() ? Set.of("T0", "T1", "T2") : Set.of("T1", "T3"),
                random.nextBoolean(),
                size(random),
                true);
    }

    private static int size(Random random) {
        return 1 + random.nextInt(random.nextBoolean() ? 400 : 8);
    }

    private static List<PlannedRequest.Items> fewerAndSmaller(
            List<PlannedRequest.Items> reads, Random random) {
        var keepsCount = random.nextBoolean();
        var keepsSize = random.nextBoolean();
        return reads.stream()
                .flatMap(read -> {
                    var count = (int) read.count();
                    var left = keepsCount ? count : random.nextInt(count + 1);
                    var some = random.nextInt(left + 1);
                    var tables = List.copyOf(read.tables());
                    return Stream.of(some, left - some)
                            .map(part ->
                                    items(
                                            tables.get(random.nextInt(tables.size())),
                                            part,
                                            read.consistent(),
                                            keepsSize
                                                    ? read.kilobytes()
                                                    : 1 + random.nextInt(read.kilobytes()),
                                            read.onePartition()));
                })
                .toList();
    }

    /// Returns each key of the reads, all in one partition if they may be.
    private static List<Load> all(List<PlannedRequest.Items> reads) {
        var loads = new ArrayList<Load>();
        for (var read : reads) {
            for (int i = 0; i < read.count(); i++) {
                var partition = read.onePartition() ? 0 : loads.size();
                var tables = List.copyOf(read.tables());
                loads.add(
                        new Load(
                                tables.get(i % tables.size()),
                                partition,
                                read.consistent(),
                                read.kilobytes()));
            }
        }
        return loads;
    }

    /// Returns the same keys in other partitions.
    private static List<Load> scattered(
            List<Load> loads, List<PlannedRequest.Items> reads, Random random) {
        var partitions = 1 + random.nextInt(5);
        var scattered = new ArrayList<Load>();
        for (var load : loads) {
            var onePartition =
                    reads.stream()
                            .filter(read -> read.tables().contains(load.table()))
                            .anyMatch(PlannedRequest.Items::onePartition);
            scattered.add(
                    onePartition
                            ? new Load(
                                    load.table(),
                                    random.nextInt(partitions),
                                    load.consistent(),
                                    load.kilobytes())
                            : load);
        }
        return scattered;
    }

    private static long packed(List<Load> loads) {
        return BatchPacker.pack(loads, Function.identity()).size();
    }

    private static PlannedRequest.Items items(
            String table, long count, boolean consistent, int kilobytes, boolean onePartition) {
        return new PlannedRequest.Items(
                "f", 1, 1, count, Set.of(table), consistent, kilobytes, onePartition);
    }
}

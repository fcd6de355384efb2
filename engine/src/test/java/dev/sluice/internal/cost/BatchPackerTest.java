// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.internal.cost.BatchPacker.Load;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

class BatchPackerTest {

    @Test
    void a_batch_is_at_most_100_keys() {
        var reads = new ArrayList<Load>();
        for (int i = 0; i < 250; i++) {
            reads.add(read("First", "partition" + i, false, 4));
        }
        assertThat(sizes(reads)).containsExactly(100, 100, 50);
    }

    @Test
    void a_batch_is_at_most_16_MB() {
        var reads = new ArrayList<Load>();
        for (int i = 0; i < 82; i++) {
            reads.add(read("First", "partition" + i, false, 400));
        }
        assertThat(sizes(reads)).containsExactly(40, 40, 2);
    }

    @Test
    void exactly_16_MB_are_one_batch_and_one_kilobyte_more_is_another() {
        var reads = new ArrayList<Load>();
        for (int i = 0; i < 64; i++) {
            reads.add(read("First", "partition" + i, false, 256));
        }
        assertThat(sizes(reads)).containsExactly(64);
        reads.add(read("First", "last", false, 1));
        assertThat(sizes(reads)).containsExactly(64, 1);
    }

    @Test
    void a_batch_has_the_consistent_reads_of_a_table_read_both_ways_first_and_large_items_first() {
        var small = read("Once", "a", false, 1);
        var large = read("Once", "b", false, 400);
        var eventual = read("Both", "c", false, 2);
        var consistent = read("Both", "d", true, 2);
        var largest = read("Both", "e", true, 300);

        assertThat(
                        BatchPacker.pack(
                                List.of(small, large, eventual, consistent, largest),
                                Function.identity()))
                .containsExactly(List.of(largest, consistent, large, small), List.of(eventual));
    }

    @Test
    void reads_of_the_same_size_stay_in_the_order_in_which_they_were_asked_for() {
        var reads = new ArrayList<Load>();
        for (int i = 0; i < 150; i++) {
            reads.add(read("First", "partition" + i, false, 4));
        }
        assertThat(BatchPacker.pack(reads, Function.identity()).stream().flatMap(List::stream))
                .containsExactlyElementsOf(reads);
    }

    @Test
    void a_batch_is_at_most_1_MB_of_one_partition() {
        var reads = new ArrayList<Load>();
        for (int i = 0; i < 6; i++) {
            reads.add(read("First", "one", false, 400));
            reads.add(read("Second", "one", false, 4));
        }
        assertThat(sizes(reads)).containsExactly(8, 2, 2);
    }

    @Test
    void exactly_1_MB_of_a_partition_is_one_batch() {
        var reads = new ArrayList<Load>();
        for (int i = 0; i < 4; i++) {
            reads.add(read("First", "one", false, 256));
        }
        assertThat(sizes(reads)).containsExactly(4);
    }

    @Test
    void a_table_read_both_ways_leaves_room_for_others_in_both_batches() {
        var reads = new ArrayList<Load>();
        for (int i = 0; i < 100; i++) {
            reads.add(read("Second", "p" + i, false, 4));
        }
        for (int i = 0; i < 50; i++) {
            reads.add(read("First", "p" + i, false, 4));
            reads.add(read("First", "p" + i, true, 4));
        }
        assertThat(sizes(reads)).containsExactly(100, 100);
    }

    @Test
    void small_items_that_are_asked_for_first_leave_room_for_large_ones() {
        var reads = new ArrayList<Load>();
        for (int i = 0; i < 100; i++) {
            reads.add(read("Small", "p" + i, false, 1));
        }
        for (int i = 0; i < 80; i++) {
            reads.add(read("Large", "p" + i, false, 400));
        }
        assertThat(sizes(reads)).containsExactly(100, 80);
    }

    private static Load read(String table, String partition, boolean consistent, int kilobytes) {
        return new Load(table, partition, consistent, kilobytes);
    }

    private static List<Integer> sizes(List<Load> reads) {
        return BatchPacker.pack(reads, Function.identity()).stream().map(List::size).toList();
    }
}

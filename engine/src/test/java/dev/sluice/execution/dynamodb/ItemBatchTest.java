// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schema.KeySchema;
import dev.sluice.schema.Table;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class ItemBatchTest {
    private final PhysicalTable first = table("First");
    private final PhysicalTable second = table("Second");

    @Test
    void a_batch_is_at_most_16_MB() {
        var reads = new ArrayList<ItemRead>();
        for (int i = 0; i < 82; i++) {
            reads.add(read(first, "partition" + i, "x", false, 400));
        }
        assertThat(sizes(ItemBatch.pack(reads))).containsExactly(40, 40, 2);
    }

    @Test
    void a_batch_is_at_most_1_MB_of_one_partition() {
        var reads = new ArrayList<ItemRead>();
        for (int i = 0; i < 6; i++) {
            reads.add(read(first, "one", "sort" + i, false, 400));
            reads.add(read(second, "one", "sort" + i, false, 4));
        }
        assertThat(sizes(ItemBatch.pack(reads))).containsExactly(8, 2, 2);
    }

    @Test
    void exactly_1_MB_of_a_partition_is_one_batch() {
        var reads = new ArrayList<ItemRead>();
        for (int i = 0; i < 4; i++) {
            reads.add(read(first, "one", "sort" + i, false, 256));
        }
        assertThat(ItemBatch.pack(reads)).hasSize(1);
    }

    @Test
    void a_table_read_both_ways_leaves_room_for_others_in_both_batches() {
        var reads = new ArrayList<ItemRead>();
        for (int i = 0; i < 100; i++) {
            reads.add(read(second, "p" + i, "x", false, 4));
        }
        for (int i = 0; i < 50; i++) {
            reads.add(read(first, "p" + i, "x", false, 4));
            reads.add(read(first, "p" + i, "x", true, 4));
        }
        assertThat(sizes(ItemBatch.pack(reads))).containsExactly(100, 100);
    }

    private static PhysicalTable table(String name) {
        var key = new KeySchema(Shop.text("pk"), Shop.text("sk"));
        return new PhysicalTable(name, new Table(name, key, null, List.of()), List.of());
    }

    private static ItemRead read(
            PhysicalTable table, String partition, String sort, boolean consistent, int kilobytes) {
        var key = Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort));
        return new ItemRead(new ItemKey(table, key, consistent), kilobytes);
    }

    private static List<Integer> sizes(List<ItemBatch> batches) {
        return batches.stream().map(batch -> batch.keys().size()).toList();
    }
}

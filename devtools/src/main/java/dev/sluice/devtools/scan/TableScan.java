// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.scan;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.dynamodb.item.ItemSize;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.util.Map;

/// Reads the items of one table, page by page. Reads are eventually consistent.
public final class TableScan {
    private static final int MOST_ITEMS = 10_000;
    private static final long BYTES_BEFORE_THE_FIRST_ITEM = 1_024;

    private final DynamoDbClient client;
    private final TableDescription table;
    private final Pace pace;
    private long bytes;
    private long items;

    public TableScan(DynamoDbClient client, TableDescription table, Pace pace) {
        this.client = client;
        this.table = table;
        this.pace = pace;
    }

    /// Returns what a whole read is estimated to consume. DynamoDB updates the size of a table
    /// about every six hours.
    public double estimatedUnits() {
        return Math.ceil(table.tableSizeBytes() / (2.0 * 4 * 1_024));
    }

    /// @param after the end of the page before; empty for the first page
    /// @param most the most items to read
    public ScanPage page(Map<String, AttributeValue> after, long most) {
        return page(after, most, null);
    }

    /// @param segment reads only a part of the table, or null to read all of it
    public ScanPage page(Map<String, AttributeValue> after, long most, @Nullable Segment segment) {
        pace.await();
        var request =
                ScanRequest.builder()
                        .tableName(table.tableName())
                        .limit((int) Math.min(most, pace.items(bytesOfAnItem(), MOST_ITEMS)))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
        if (!after.isEmpty()) {
            request.exclusiveStartKey(after);
        }
        if (segment != null) {
            request.segment(segment.index()).totalSegments(segment.of());
        }
        try {
            var answer = client.scan(request.build());
            var capacity = answer.consumedCapacity();
            var units =
                    capacity == null || capacity.capacityUnits() == null
                            ? 0
                            : capacity.capacityUnits();
            pace.paid(units);
            answer.items().forEach(item -> bytes += ItemSize.bytes(item));
            items += answer.items().size();
            return new ScanPage(
                    answer.items(),
                    answer.hasLastEvaluatedKey() ? answer.lastEvaluatedKey() : Map.of(),
                    units);
        } catch (SdkException e) {
            throw Failure.environment(
                    "Table %s cannot be read: %s".formatted(table.tableName(), e.getMessage()));
        }
    }

    private long bytesOfAnItem() {
        return items == 0 ? BYTES_BEFORE_THE_FIRST_ITEM : bytes / items;
    }

    /// A part of a table.
    public record Segment(int index, int of) {}
}

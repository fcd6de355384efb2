// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.scan.Pace;
import dev.sluice.devtools.scan.TableScan;
import dev.sluice.devtools.wording.Quantity;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads items from all parts of a table.
///
/// @param most the most items to read of a table
/// @param log for what is read
record Sampler(DynamoDbClient client, Pace pace, long most, PrintWriter log) {
    private static final int PARTS = 8;

    TableSample of(String table) {
        var found = describe(table);
        log.printf(
                "Reading at most %s of %s with Scan (about %s)%n",
                Quantity.of(most, "item"), table, Quantity.of(found.itemCount(), "item"));
        log.flush();
        var items = new ArrayList<Map<String, AttributeValue>>();
        var complete = true;
        var scan = new TableScan(client, found, pace);
        for (var part = 0; part < PARTS; part++) {
            complete &= read(scan, new TableScan.Segment(part, PARTS), items);
        }
        log.printf("%s: %s read%n", table, Quantity.of(items.size(), "item"));
        log.flush();
        return new TableSample(found, ttl(table), items, complete);
    }

    /// Returns whether these are all items of the segment.
    private boolean read(
            TableScan scan, TableScan.Segment segment, List<Map<String, AttributeValue>> items) {
        // A segment gets what the segments before it have left.
        var end = most * (segment.index() + 1) / segment.of();
        Map<String, AttributeValue> after = Map.of();
        while (items.size() < end) {
            var page = scan.page(after, end - items.size(), segment);
            items.addAll(page.items());
            if (page.isLast()) {
                return true;
            }
            after = page.next();
        }
        return false;
    }

    private TableDescription describe(String table) {
        try {
            return client.describeTable(r -> r.tableName(table)).table();
        } catch (ResourceNotFoundException e) {
            throw Failure.environment("There is no table %s.".formatted(table));
        } catch (SdkException e) {
            throw Failure.environment(
                    "Table %s cannot be described: %s".formatted(table, e.getMessage()));
        }
    }

    private @Nullable String ttl(String table) {
        try {
            return client.describeTimeToLive(r -> r.tableName(table))
                    .timeToLiveDescription()
                    .attributeName();
        } catch (SdkException e) {
            log.printf("The TTL attribute of %s cannot be read.%n", table);
            return null;
        }
    }
}

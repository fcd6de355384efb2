// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.scan.ItemKeys;
import dev.sluice.devtools.scan.Pace;
import dev.sluice.devtools.scan.TableScan;
import dev.sluice.devtools.wording.Quantity;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads all items of tables in parallel segments, and writes what each needs, on condition that
/// the item still is as it was read. An item that has changed since is read again.
///
/// @param segments how many parts of a table are read at once
/// @param writes whether to write; if not, the items are only counted
/// @param file where the progress is kept, or null
/// @param log for progress
public record Migration(
        DynamoDbClient client,
        Pace reading,
        Pace writing,
        int segments,
        boolean writes,
        @Nullable Path file,
        PrintWriter log) {
    private static final int ATTEMPTS = 20;
    private static final long REPORT_EVERY = Duration.ofSeconds(2).toNanos();

    /// What was done in one table.
    ///
    /// @param read items
    /// @param changed items that were written, or would be
    /// @param again how often an item had changed after it was read
    public record Tally(long read, long changed, long again) {}

    /// Returns the progress, and reads the file of an earlier run if there is one.
    MigrationProgress progress(String subject) {
        return MigrationProgress.read(file, subject + " " + segments + " " + writes);
    }

    /// @param subject identifies both schemas and the DynamoDB
    public Tally run(TableMigration migration, TableDescription table, String subject) {
        var progress = progress(subject);
        var parts = progress.table(table.tableName(), segments);
        var reported = new Report(table.tableName());
        var running = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < segments; i++) {
                var scan =
                        new Segment(
                                migration,
                                table,
                                new TableScan(client, table, reading),
                                new TableScan.Segment(i, segments));
                var part = parts.get(i);
                running.add(
                        threads.submit(() -> {
                            while (!part.done) {
                                progress.add(file, part, scan.page(part.after));
                                reported.print(parts);
                            }
                        }));
            }
        }
        running.forEach(Migration::finish);
        return total(parts);
    }

    /// Removes the file of the progress after everything is done.
    public void done() {
        if (file != null) {
            var _ = file.toFile().delete();
        }
    }

    private static void finish(Future<?> part) {
        try {
            part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.environment("Interrupted.");
        }
    }

    private static Tally total(List<MigrationProgress.Segment> parts) {
        return new Tally(
                parts.stream().mapToLong(part -> part.read).sum(),
                parts.stream().mapToLong(part -> part.changed).sum(),
                parts.stream().mapToLong(part -> part.again).sum());
    }

    /// Prints the progress of a table every two seconds.
    private final class Report {
        private final String table;
        private long last = System.nanoTime();

        private Report(String table) {
            this.table = table;
        }

        synchronized void print(List<MigrationProgress.Segment> parts) {
            if (System.nanoTime() - last > REPORT_EVERY) {
                last = System.nanoTime();
                var tally = total(parts);
                log.printf(
                        "%s: %s read, %s %s%n",
                        table,
                        Quantity.of(tally.read(), "item"),
                        Quantity.of(tally.changed(), "item"),
                        writes ? "changed" : "to change");
                log.flush();
            }
        }
    }

    /// One part of a table.
    private final class Segment {
        private final TableMigration migration;
        private final TableDescription table;
        private final TableScan scan;
        private final TableScan.Segment part;

        private Segment(
                TableMigration migration,
                TableDescription table,
                TableScan scan,
                TableScan.Segment part) {
            this.migration = migration;
            this.table = table;
            this.scan = scan;
            this.part = part;
        }

        /// Reads the next page, and writes what its items need.
        MigrationProgress.Segment page(Map<String, Map<String, String>> after) {
            var page = scan.page(ItemKeys.read(after), Long.MAX_VALUE, part);
            var done = new MigrationProgress.Segment();
            page.items().forEach(item -> migrate(item, done));
            done.read = page.items().size();
            done.after = ItemKeys.written(page.next());
            done.done = page.isLast();
            return done;
        }

        private void migrate(Map<String, AttributeValue> read, MigrationProgress.Segment counts) {
            var item = read;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                var change = migration.of(item);
                if (change == null) {
                    return;
                }
                if (!writes || write(item, change)) {
                    counts.changed++;
                    return;
                }
                counts.again++;
                item = readAgain(item);
            }
            throw Failure.environment(
                    "%s of %s changes all the time, so it was not written. Run the command again."
                            .formatted(ItemKeys.text(table, read), table.tableName()));
        }

        /// Returns whether the item was written; if not, it has changed since it was read.
        private boolean write(Map<String, AttributeValue> item, ItemChange change) {
            var expressions = change.expressions(table.keySchema().getFirst().attributeName());
            writing.await();
            try {
                var answer =
                        client.updateItem(r ->
                                r.tableName(table.tableName())
                                        .key(key(item))
                                        .updateExpression(expressions.update)
                                        .conditionExpression(expressions.condition)
                                        .expressionAttributeNames(expressions.names)
                                        .expressionAttributeValues(
                                                expressions.values.isEmpty()
                                                        ? null
                                                        : expressions.values)
                                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
                var capacity = answer.consumedCapacity();
                var units = capacity == null ? null : capacity.capacityUnits();
                writing.paid(units == null ? 0 : units);
                return true;
            } catch (ConditionalCheckFailedException e) {
                writing.paid(1);
                return false;
            } catch (SdkException e) {
                throw Failure.environment(
                        "An item of %s was not written: %s"
                                .formatted(table.tableName(), e.getMessage()));
            }
        }

        /// Returns nothing if the item is gone, which then needs nothing.
        private Map<String, AttributeValue> readAgain(Map<String, AttributeValue> item) {
            reading.await();
            var answer =
                    client.getItem(r ->
                            r.tableName(table.tableName()).key(key(item)).consistentRead(true));
            reading.paid(1);
            return answer.item();
        }

        private Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
            var key = new HashMap<String, AttributeValue>();
            table.keySchema().stream()
                    .map(KeySchemaElement::attributeName)
                    .forEach(name -> key.put(name, item.get(name)));
            return key;
        }
    }
}

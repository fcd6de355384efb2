// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.scan.ItemKeys;
import dev.sluice.devtools.scan.TableScan;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads all items of tables in parallel segments, and does what each needs, on condition that the
/// item still is as it was read. An item that has changed since is read again.
///
/// @param segments how many parts of a table are read at once
/// @param file where the progress is kept, or null
/// @param log for progress, and for items that are left as they are
public record Migration(MigrationStore store, int segments, @Nullable Path file, PrintWriter log) {
    private static final int ATTEMPTS = 20;

    /// @param subject identifies both schemas, the options and the DynamoDB
    public MigrationTally run(ItemStep step, String subject) {
        var table = step.table();
        var progress =
                MigrationProgress.read(file, subject + " " + segments + " " + store.writes());
        var name = table.tableName() + " " + step.task();
        var parts = progress.table(name, segments);
        var report = new MigrationReport(table, step.task().words(store.writes()), log);
        var running = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < segments; i++) {
                var segment =
                        new Segment(
                                step,
                                table,
                                new TableScan(store.client(), table, store.reading()),
                                new TableScan.Segment(i, segments),
                                report);
                var part = parts.get(i);
                running.add(
                        threads.submit(() -> {
                            while (!part.done) {
                                progress.add(file, part, segment.page(part.after));
                                report.progress(MigrationTally.of(parts));
                            }
                        }));
            }
        }
        running.forEach(Migration::finish);
        return MigrationTally.of(parts);
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

    /// One part of a table.
    private final class Segment {
        private final ItemStep step;
        private final TableDescription table;
        private final TableScan scan;
        private final TableScan.Segment part;
        private final MigrationReport report;

        private Segment(
                ItemStep step,
                TableDescription table,
                TableScan scan,
                TableScan.Segment part,
                MigrationReport report) {
            this.step = step;
            this.table = table;
            this.scan = scan;
            this.part = part;
            this.report = report;
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
            // An item that is gone needs nothing.
            for (int attempt = 0; attempt < ATTEMPTS && !item.isEmpty(); attempt++) {
                var outcome = step.apply(item);
                if (outcome.isOutdated()) {
                    counts.again++;
                    item = store.get(table.tableName(), ItemKeys.of(table, read));
                    continue;
                }
                counts.changed += outcome.isChanged() ? 1 : 0;
                if (outcome.left() != null) {
                    counts.left++;
                    report.left(item, outcome.left());
                }
                return;
            }
            if (!item.isEmpty()) {
                throw Failure.environment(
                        "%s of %s changes all the time, so it was not written. Run the command again."
                                .formatted(ItemKeys.text(table, read), table.tableName()));
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.audit;

import dev.sluice.devtools.scan.ItemKeys;
import dev.sluice.devtools.scan.Pace;
import dev.sluice.devtools.scan.TableScan;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.devtools.wording.Quantity;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// Reads all tables of a schema, and says which items fit.
///
/// @param mostItems the most items to read of each table
/// @param progressFile where the progress is kept, or null
/// @param log for progress
public record Audit(
        Catalog catalog,
        DynamoDbClient client,
        TableSetup tables,
        Pace pace,
        long mostItems,
        @Nullable Path progressFile,
        PrintWriter log) {
    private static final long REPORT_EVERY = Duration.ofSeconds(2).toNanos();

    /// @param subject identifies the schema and the DynamoDB
    public AuditReport run(String subject) {
        var progress =
                progressFile == null
                        ? AuditProgress.of(subject)
                        : AuditProgress.read(progressFile, subject);
        for (var table : ordered()) {
            ItemAudit.of(catalog, table).ifPresent(audit -> read(table, audit, progress));
        }
        if (progressFile != null) {
            var _ = progressFile.toFile().delete();
        }
        return new AuditReport(catalog, progress);
    }

    private List<Table> ordered() {
        return catalog.tables().values().stream()
                .sorted(Comparator.comparing(Table::name))
                .toList();
    }

    private void read(Table table, ItemAudit audit, AuditProgress progress) {
        var found = tables.require(table);
        var tally = progress.table(table.name());
        var scan = new TableScan(client, found, pace);
        announce(found, scan, tally.items());
        var reported = System.nanoTime();
        while (!tally.done) {
            var left = mostItems - tally.items();
            if (left <= 0) {
                tally.done = true;
                break;
            }
            var page = scan.page(ItemKeys.read(tally.after), left);
            page.items().forEach(item -> tally.add(audit.of(item), ItemKeys.text(found, item)));
            tally.after = ItemKeys.written(page.next());
            tally.done = page.isLast();
            if (progressFile != null) {
                progress.write(progressFile);
            }
            if (System.nanoTime() - reported > REPORT_EVERY) {
                reported = System.nanoTime();
                log.printf("%s: %s read%n", found.tableName(), Quantity.of(tally.items(), "item"));
                log.flush();
            }
        }
        log.printf("%s: %s read, done%n", found.tableName(), Quantity.of(tally.items(), "item"));
        log.flush();
    }

    private void announce(TableDescription found, TableScan scan, long before) {
        log.printf(
                "Reading %s of %s with Scan: about %s, %s%s%s%n",
                mostItems == Long.MAX_VALUE
                        ? "all items"
                        : "at most " + Quantity.of(mostItems, "item"),
                found.tableName(),
                Quantity.of(found.itemCount(), "item"),
                Quantity.of((long) scan.estimatedUnits(), "read unit"),
                pace.isLimited() ? ", %,.0f a second".formatted(pace.unitsPerSecond()) : "",
                before == 0 ? "" : "; read before: " + Quantity.of(before, "item"));
        log.flush();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import dev.sluice.devtools.scan.ItemKeys;
import dev.sluice.devtools.wording.Quantity;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;

/// Prints the progress in a table every two seconds, and the first items that are left as they are.
final class MigrationReport {
    private static final long EVERY = Duration.ofSeconds(2).toNanos();
    private static final int MOST_LEFT = 10;

    private final TableDescription table;
    private final String words;
    private final PrintWriter log;
    private long last = System.nanoTime();
    private int left;

    /// @param words what is done with the items
    MigrationReport(TableDescription table, String words, PrintWriter log) {
        this.table = table;
        this.words = words;
        this.log = log;
    }

    synchronized void progress(MigrationTally tally) {
        if (System.nanoTime() - last > EVERY) {
            last = System.nanoTime();
            log.printf(
                    "%s: %s read, %s %s%n",
                    table.tableName(),
                    Quantity.of(tally.read(), "item"),
                    Quantity.of(tally.changed(), "item"),
                    words);
            log.flush();
        }
    }

    synchronized void left(Map<String, AttributeValue> item, String reason) {
        left++;
        if (left <= MOST_LEFT) {
            log.printf("%s, %s: %s%n", table.tableName(), ItemKeys.text(table, item), reason);
            log.flush();
        }
    }
}

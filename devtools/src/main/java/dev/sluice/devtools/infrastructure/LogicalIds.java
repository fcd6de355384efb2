// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import dev.sluice.devtools.failure.Failure;

import java.util.Collection;
import java.util.HashMap;

/// What tables are called within a template: letters and digits alone. Another name would be
/// another table, so a table's never depends on the tables beside it.
final class LogicalIds {
    private LogicalIds() {}

    static String of(String table) {
        return table.replaceAll("[^A-Za-z0-9]", "") + "Table";
    }

    /// @throws Failure where two tables would have one
    static void requireDistinct(Collection<String> tables) {
        var owners = new HashMap<String, String>();
        for (var table : tables) {
            var other = owners.put(of(table), table);
            if (other != null) {
                throw Failure.input(
                        "The tables %s and %s would both be %s in the template. Fix: rename one in the schema."
                                .formatted(other, table, of(table)));
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import dev.sluice.devtools.failure.Failure;

import java.util.Collection;
import java.util.HashMap;

/// The logical ids of tables in a template, which contain only letters and digits. With another id
/// a table would be another table, so the id of a table never depends on other tables.
final class LogicalIds {
    private LogicalIds() {}

    static String of(String table) {
        return table.replaceAll("[^A-Za-z0-9]", "") + "Table";
    }

    /// @throws Failure if two tables would have the same id
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

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.infrastructure;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The new indexes of existing tables that fields already read. A deployment can end before
/// DynamoDB has filled an index, and a field that reads it then fails or misses items.
///
/// @param found what is deployed
/// @param needed what the schema needs
record EarlyReads(TemplateContents found, TemplateContents needed) {
    static final String PAGE = "docs/how-to/deploy.md#add-an-index";

    List<String> notices() {
        var notices = new ArrayList<String>();
        new TreeMap<>(needed.tables())
                .forEach((id, table) -> {
                    var deployed = found.tables().get(id);
                    if (deployed != null) {
                        var indexes = new TreeSet<>(table.indexes().keySet());
                        indexes.removeAll(deployed.indexes().keySet());
                        indexes.removeIf(index -> !needed.reads(id, index));
                        indexes.forEach(index -> notices.add(notice(id, index)));
                    }
                });
        return notices;
    }

    private static String notice(String table, String index) {
        return "%s: the index %s is new, and a field reads it. If the table is deployed, deploy the index first, and the field when the index is filled (%s)."
                .formatted(table, index, PAGE);
    }
}

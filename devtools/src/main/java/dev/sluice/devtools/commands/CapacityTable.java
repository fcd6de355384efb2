// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.capacity.Capacity;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints the hottest partitions as a table.
final class CapacityTable {
    private static final List<String> HEADING =
            List.of(
                    "table or index",
                    "partition key",
                    "read units/s",
                    "write units/s",
                    "full at",
                    "mostly by");

    private CapacityTable() {}

    static void print(Capacity capacity, PrintWriter out) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADING);
        for (var each : capacity.partitions()) {
            rows.add(
                    List.of(
                            each.index() == null ? each.table() : each.table() + "." + each.index(),
                            each.key(),
                            number(each.readUnits()),
                            number(each.writeUnits()),
                            number(each.fullAt()) + " x",
                            each.dearest()));
        }
        var widths = new int[HEADING.size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(("%-" + (widths[i] + 2) + "s").formatted(row.get(i)));
            }
            out.println(line.toString().stripTrailing());
        }
        if (!capacity.different().isEmpty()) {
            out.println(
                    "Assumed to differ in each request: "
                            + String.join(", ", capacity.different()));
        }
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.2f" : "%.0f", number);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Prints a cost report as text: a table for each operation, with a line for each request.
final class CostTable {
    private static final List<String> HEADING =
            List.of("field", "request", "wave", "requests", "read units", "write units");

    /// The number of text columns, which come before the columns of numbers.
    private static final int WORDS = 2;

    private CostTable() {}

    static void print(DocumentCost report, PrintWriter out) {
        var separator = "";
        for (var operation : report.operations()) {
            out.print(separator);
            out.println(
                    operation.name() == null ? "An operation without a name" : operation.name());
            lines(rows(operation, report)).forEach(out::println);
            notes(operation).forEach(out::println);
            separator = System.lineSeparator();
        }
    }

    private static List<List<String>> rows(DocumentCost.Operation operation, DocumentCost report) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADING);
        for (var request : operation.requests()) {
            rows.add(
                    List.of(
                            request.field(),
                            request.request(),
                            String.valueOf(request.wave()),
                            String.valueOf(request.requests()),
                            plain(request.readUnits()),
                            String.valueOf(request.writeUnits())));
        }
        var bound = operation.bound();
        rows.add(
                List.of(
                        "at most",
                        "",
                        String.valueOf(bound.waves()),
                        String.valueOf(bound.requests()),
                        plain(bound.readUnits()),
                        String.valueOf(bound.writeUnits())));
        var limits = report.limits();
        if (limits != null) {
            rows.add(
                    List.of(
                            "@limits",
                            "",
                            "",
                            String.valueOf(limits.requests()),
                            String.valueOf(limits.readUnits()),
                            String.valueOf(limits.writeUnits())));
        }
        return rows;
    }

    private static List<String> lines(List<List<String>> rows) {
        var widths = new int[HEADING.size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append("  ")
                    .append(("%" + (i < WORDS ? "-" : "") + widths[i] + "s").formatted(row.get(i)));
        }
        return line.toString();
    }

    private static List<String> notes(DocumentCost.Operation operation) {
        var notes = new ArrayList<String>();
        if (!operation.unknown().isEmpty()) {
            notes.add("Worst value assumed for: $" + String.join(", $", operation.unknown()));
        }
        for (var excess : operation.excesses()) {
            notes.add(
                    "Too expensive: %s %d, but @limits allows %d. Largest part: %s"
                            .formatted(
                                    excess.limit(),
                                    excess.bound(),
                                    excess.maximum(),
                                    excess.field()));
        }
        return notes;
    }

    private static String plain(double units) {
        return BigDecimal.valueOf(units).stripTrailingZeros().toPlainString();
    }
}

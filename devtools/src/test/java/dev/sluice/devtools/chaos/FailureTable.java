// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The table of failures: `FAULT | CALL SITES | ANSWER | REQUESTS`, one line for the call sites of
/// a fault with the same outcome.
record FailureTable(List<Row> rows) {
    static final Path FILE = Path.of("src/test/resources/dev/sluice/devtools/chaos/failures.txt");
    private static final String BAR = " \\| ";

    FailureTable {
        rows = List.copyOf(rows);
    }

    /// A line.
    record Row(String fault, List<CallSite> sites, String answer, int requests) {}

    static FailureTable read() {
        try {
            return new FailureTable(
                    Files.readAllLines(FILE, StandardCharsets.UTF_8).stream()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(FailureTable::row)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        var parts = line.strip().split(BAR, -1);
        var sites = List.of(parts[1].split(", ", -1)).stream().map(CallSite::of).sorted().toList();
        return new Row(parts[0], sites, parts[2], Integer.parseInt(parts[3]));
    }

    List<Cell> cells() {
        var cells = new ArrayList<Cell>();
        for (var row : rows) {
            for (var site : row.sites()) {
                cells.add(new Cell(row.fault(), site, row.answer(), row.requests()));
            }
        }
        return cells;
    }
}

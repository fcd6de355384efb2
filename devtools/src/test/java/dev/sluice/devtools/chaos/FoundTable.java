// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// What was found when all cells were tried, in the form of the table.
record FoundTable(List<Tried> all) {

    /// A cell and its trial.
    record Tried(Cell cell, Future<Trial> trial) {}

    /// Keeps the comments at the top of the file.
    void write(Path file) throws IOException, InterruptedException {
        var lines =
                Files.readAllLines(file).stream()
                        .takeWhile(line -> line.startsWith("#"))
                        .collect(Collectors.toCollection(ArrayList::new));
        var rows = new LinkedHashMap<Outcome, List<String>>();
        for (var tried : all) {
            rows.computeIfAbsent(outcome(tried), _ -> new ArrayList<>())
                    .add(tried.cell().site().title());
        }
        rows.forEach((outcome, sites) -> lines.add(outcome.line(sites)));
        Files.write(file, lines);
    }

    private static Outcome outcome(Tried tried) throws InterruptedException {
        var fault = tried.cell().fault();
        try {
            var trial = tried.trial().get();
            return new Outcome(fault, trial.answer(), trial.requests());
        } catch (ExecutionException e) {
            return new Outcome(fault, String.valueOf(e.getCause()), 0);
        }
    }

    private record Outcome(String fault, String answer, int requests) {
        String line(List<String> sites) {
            return "%s | %s | %s | %d".formatted(fault, String.join(", ", sites), answer, requests);
        }
    }
}

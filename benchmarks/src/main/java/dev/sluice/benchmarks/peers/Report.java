// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/// Results as Markdown and as charts.
///
/// @param absent why peers did not run, by title
/// @param conditions one sentence on the machine and the rounds
record Report(Results results, Map<String, String> absent, String conditions) {
    /// In ms. What a function must reach to be large enough.
    private static final int P99 = 150;

    /// Returns what was measured of one axis.
    String markdown(Axis axis) {
        var text = new StringJoiner("\n\n", "", "\n");
        text.add(conditions);
        if (!absent.isEmpty()) {
            var list = new StringJoiner("\n");
            absent.forEach(
                    (peer, reason) -> list.add("- %s did not run: %s.".formatted(peer, reason)));
            text.add(list.toString());
        }
        switch (axis) {
            case DYNAMODB -> latencies().forEach(text::add);
            case MEMORY -> memories().forEach(text::add);
            case CONNECTIONS ->
                    text.add(table(axis, "p50, ms", "%,.1f", figure(Figures::p50)))
                            .add(
                                    table(
                                            axis,
                                            "requests a second",
                                            "%,.0f",
                                            figure(Figures::throughput)));
            case ITEMS, LEVELS, CHARACTERS, TYPES ->
                    text.add(table(axis, "p50, ms", "%,.1f", figure(Figures::p50)))
                            .add(table(axis, "CPU, ms", "%,.1f", figure(Figures::cpu)));
        }
        text.add("![Median by %s](../images/%s)".formatted(axis.title(), Chart.file(axis)));
        return text.toString();
    }

    private List<String> latencies() {
        var parts = new ArrayList<String>();
        for (var scenario : results.scenarios(Axis.DYNAMODB)) {
            parts.add("### " + title(scenario));
            parts.add(table(scenario));
        }
        var slower = results.scenarios(Axis.DYNAMODB).getLast();
        parts.add("### What AWS bills for a million of these requests");
        parts.add(
                bills().table(
                                results.peers(slower).stream()
                                        .map(peer -> new Bills.Entry(slower, peer))
                                        .toList()));
        return parts;
    }

    private List<String> memories() {
        return List.of(
                table(Axis.MEMORY, "p99, ms", "%,.1f", figure(Figures::p99)),
                table(
                        Axis.MEMORY,
                        "GB-seconds for a million",
                        "%,.0f",
                        (scenario, peer) ->
                                bills().gigabyteSeconds(new Bills.Entry(scenario, peer))),
                "Each at the memory that costs least, of those with a p99 of at most %d ms:"
                        .formatted(P99),
                bills().table(
                                results.peers(Axis.MEMORY).stream()
                                        .flatMap(peer -> cheapest(peer).stream())
                                        .toList()));
    }

    private Optional<Bills.Entry> cheapest(String peer) {
        return results.scenarios(Axis.MEMORY).stream()
                .filter(scenario -> results.median(scenario, peer, Figures::p99) <= P99)
                .map(scenario -> new Bills.Entry(scenario, peer))
                .min(Comparator.comparingDouble(bills()::gigabyteSeconds));
    }

    private Bills bills() {
        return new Bills(results);
    }

    private static String title(Scenario scenario) {
        return scenario.value() == 0
                ? "DynamoDB answers at once"
                : "DynamoDB takes %d ms, and %d ms for one request in a hundred"
                        .formatted(scenario.latency().usual(), scenario.latency().rare());
    }

    private String table(Scenario scenario) {
        var rows = new StringJoiner("\n");
        rows.add(
                "| | p50, ms | spread | p99, ms | CPU, ms | start, ms | resident, MB | requests to DynamoDB | p50 / Apollo Server |");
        rows.add("|---|---|---|---|---|---|---|---|---|");
        var apollo = results.median(scenario, Peers.APOLLO, Figures::p50);
        for (var peer : results.peers(scenario)) {
            rows.add(
                    String.format(
                            Locale.ROOT,
                            "| %s | %.1f | %.0f %% | %.1f | %.1f | %.0f | %.0f | %.1f | %s |",
                            peer,
                            results.median(scenario, peer, Figures::p50),
                            100 * results.spread(scenario, peer, Figures::p50),
                            results.median(scenario, peer, Figures::p99),
                            results.median(scenario, peer, Figures::cpu),
                            results.median(scenario, peer, Figures::start),
                            results.median(scenario, peer, Figures::resident),
                            results.median(scenario, peer, Figures::requests),
                            text("%.2f", results.median(scenario, peer, Figures::p50) / apollo)));
        }
        return rows.toString();
    }

    /// Returns a table with a row for each peer, and a column for each value of the axis.
    private String table(
            Axis axis, String title, String format, ToDoubleBiFunction<Scenario, String> figure) {
        var scenarios = results.scenarios(axis);
        var rows = new StringJoiner("\n");
        var head =
                new StringJoiner(" | ", "| ", " |").add("%s, by %s".formatted(title, axis.title()));
        scenarios.forEach(scenario -> head.add("%,d".formatted(scenario.value())));
        rows.add(head.toString()).add("|---".repeat(scenarios.size() + 1) + "|");
        for (var peer : results.peers(axis)) {
            var row = new StringJoiner(" | ", "| ", " |").add(peer);
            scenarios.forEach(
                    scenario -> row.add(text(format, figure.applyAsDouble(scenario, peer))));
            rows.add(row.toString());
        }
        return rows.toString();
    }

    private ToDoubleBiFunction<Scenario, String> figure(ToDoubleFunction<Figures> figure) {
        return (scenario, peer) -> results.median(scenario, peer, figure);
    }

    /// Returns an empty text if nothing was measured.
    private static String text(String format, double number) {
        return Double.isFinite(number) ? String.format(Locale.ROOT, format, number) : "";
    }

    Chart chart(Axis axis) {
        var scenarios = results.scenarios(axis);
        return new Chart(
                axis,
                scenarios.stream().map(Scenario::value).toList(),
                results.peers(axis).stream()
                        .map(peer ->
                                new Chart.Line(
                                        peer,
                                        scenarios.stream()
                                                .map(scenario ->
                                                        results.median(
                                                                scenario, peer, Figures::p50))
                                                .toList()))
                        .toList());
    }
}

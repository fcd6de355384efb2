// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The results of repetitions, by the kind of start.
final class Medians {
    private final Map<Start, List<Sample>> samples = new LinkedHashMap<>();

    void add(Start start, Sample sample) {
        samples.computeIfAbsent(start, each -> new ArrayList<>()).add(sample);
    }

    /// Returns the middle value, or the lower of two middle values.
    static double of(List<Sample> samples, ToDoubleFunction<Sample> value) {
        var sorted = samples.stream().mapToDouble(value).sorted().toArray();
        return sorted[(sorted.length - 1) / 2];
    }

    /// Prints a table in Markdown.
    void print(PrintStream out) {
        out.println("| Start, ms | ready | + first reply | = | fastest to slowest |");
        out.println("|---|---|---|---|---|");
        samples.forEach((start, all) -> {
            var total = all.stream().mapToDouble(Sample::total).summaryStatistics();
            out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | **%.0f** | %.0f – %.0f |%n",
                    start.title(),
                    of(all, Sample::ready),
                    of(all, Sample::reply),
                    of(all, Sample::total),
                    total.getMin(),
                    total.getMax());
        });
    }
}

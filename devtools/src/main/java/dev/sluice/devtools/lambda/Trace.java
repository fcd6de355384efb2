// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The spans of one invocation.
///
/// @param id the trace id, as in the function's log
public record Trace(String id, List<Span> spans) {
    private static final double NANOS_PER_MILLI = 1e6;

    public Trace {
        spans = List.copyOf(spans);
    }

    /// Prints the spans as a tree, one line each: name, milliseconds, notes.
    public void print(PrintStream out) {
        out.println("trace " + id);
        print(spans, "", out);
    }

    private static void print(List<Span> spans, String indent, PrintStream out) {
        for (var i = 0; i < spans.size(); i++) {
            var last = i == spans.size() - 1;
            out.println(indent + (last ? "└─ " : "├─ ") + line(spans.get(i)));
            print(spans.get(i).children(), indent + (last ? "   " : "│  "), out);
        }
    }

    private static String line(Span span) {
        var line = "%s %s".formatted(span.name(), millis(span.duration()));
        return span.notes().isEmpty() ? line : line + " " + String.join(" ", span.notes());
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / NANOS_PER_MILLI);
    }
}

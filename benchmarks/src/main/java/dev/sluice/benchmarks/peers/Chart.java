// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A chart of one axis in SVG: a line for each peer, the median of a warm request upwards. Both
/// directions have equal steps, so the values of the axis are only in order.
record Chart(Axis axis, List<Integer> values, List<Line> lines) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 320;
    private static final int LEFT = 60;
    private static final int BOTTOM = 40;
    private static final int LEGEND = 240;
    private static final int ROW = 20;
    private static final int STEPS = 4;
    private static final List<String> COLOURS =
            List.of("#0969da", "#1a7f37", "#cf222e", "#bc4c00", "#8250df", "#57606a", "#9a6700");

    /// @param millis by the values of the axis; NaN if the peer has none
    record Line(String title, List<Double> millis) {}

    static String file(Axis axis) {
        return "peers-%s.svg".formatted(axis.name().toLowerCase(Locale.ROOT));
    }

    String svg() {
        var parts = new ArrayList<String>();
        parts.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Median of a warm request by %s\" font-family=\"sans-serif\" font-size=\"12\">"
                        .formatted(WIDTH, HEIGHT, axis.title()));
        parts.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        for (var step = 0; step <= STEPS; step++) {
            var millis = most() * step / STEPS;
            parts.add(
                    String.format(
                            Locale.ROOT,
                            "<path d=\"M%d %.1fH%d\" stroke=\"#d0d7de\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>",
                            LEFT,
                            y(millis),
                            WIDTH - LEGEND,
                            LEFT - 6,
                            y(millis) + 4,
                            millis));
        }
        for (var i = 0; i < values.size(); i++) {
            parts.add(
                    String.format(
                            Locale.ROOT,
                            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>",
                            x(i),
                            HEIGHT - BOTTOM + ROW,
                            values.get(i)));
        }
        parts.add("<text x=\"%d\" y=\"%d\">%s</text>".formatted(LEFT, HEIGHT - 6, axis.title()));
        parts.add("<text x=\"%d\" y=\"14\">ms, median</text>".formatted(6));
        for (var i = 0; i < lines.size(); i++) {
            parts.add(line(lines.get(i), COLOURS.get(i % COLOURS.size()), i));
        }
        parts.add("</svg>\n");
        return String.join("\n", parts);
    }

    private String line(Line line, String colour, int row) {
        var points = new StringBuilder();
        for (var i = 0; i < values.size(); i++) {
            if (Double.isFinite(line.millis().get(i))) {
                points.append(
                        String.format(Locale.ROOT, "%.1f,%.1f ", x(i), y(line.millis().get(i))));
            }
        }
        var top = ROW * (row + 1);
        return String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/><path d=\"M%d %dh18\" stroke=\"%s\" stroke-width=\"2\"/><text x=\"%d\" y=\"%d\">%s</text>",
                points.toString().strip(),
                colour,
                WIDTH - LEGEND + 12,
                top,
                colour,
                WIDTH - LEGEND + 36,
                top + 4,
                line.title());
    }

    private double most() {
        return lines.stream()
                .flatMap(line -> line.millis().stream())
                .filter(Double::isFinite)
                .mapToDouble(millis -> millis)
                .max()
                .orElse(1);
    }

    private double x(int position) {
        var width = WIDTH - LEGEND - LEFT;
        return LEFT + (position + 0.5) * width / values.size();
    }

    private double y(double millis) {
        return HEIGHT - BOTTOM - millis / most() * (HEIGHT - BOTTOM - ROW);
    }
}

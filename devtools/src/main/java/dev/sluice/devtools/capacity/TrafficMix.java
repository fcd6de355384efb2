// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.capacity;

import dev.sluice.devtools.data.TextFile;
import dev.sluice.devtools.failure.Failure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The operations that an API runs at the same time, and how often.
public record TrafficMix(List<Row> rows) {
    private static final String HEADING = "operation,perSecond,values";
    private static final int COLUMNS = 3;
    private static final double PERCENT = 100;

    /// @param place in the file, for messages
    /// @param operation the name of a trusted operation, or a file
    /// @param shares by the name of a value, the share of its most frequent value: 1 if all
    ///   requests have the same
    public record Row(
            String place, String operation, double perSecond, Map<String, Double> shares) {
        public Row {
            shares = Map.copyOf(shares);
        }
    }

    public TrafficMix {
        rows = List.copyOf(rows);
    }

    /// @throws Failure if the file is missing, or has a fault
    public static TrafficMix read(Path file) {
        var lines = TextFile.read(file, "file of traffic").lines().toList();
        if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADING)) {
            throw Failure.input("%s:1: the first line must be %s".formatted(file, HEADING));
        }
        var rows = new ArrayList<Row>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                rows.add(row("%s:%d".formatted(file, i + 1), lines.get(i)));
            }
        }
        return new TrafficMix(rows);
    }

    private static Row row(String place, String line) {
        var columns = line.split(",", COLUMNS);
        var rate = columns.length < 2 ? -1 : number(columns[1]);
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw Failure.input(
                    "%s: a line has an operation, its requests per second, and its values, such as MyShop,200,claims.sub=1000"
                            .formatted(place));
        }
        var shares = new HashMap<String, Double>();
        if (columns.length == COLUMNS) {
            for (var value : columns[2].strip().split("\\s+", -1)) {
                if (!value.isEmpty()) {
                    var equals = value.indexOf('=');
                    var name = value.substring(0, Math.max(equals, 0));
                    shares.put(
                            name.startsWith("$") ? name.substring(1) : name,
                            share(place, value, value.substring(equals + 1)));
                }
            }
        }
        return new Row(place, columns[0].strip(), rate, shares);
    }

    private static double share(String place, String value, String amount) {
        var share =
                amount.endsWith("%")
                        ? number(amount.substring(0, amount.length() - 1)) / PERCENT
                        : 1 / number(amount);
        if (!value.contains("=") || !(share > 0 && share <= 1)) {
            throw Failure.input(
                    "%s: %s says neither how many equally frequent values there are, as in category=20, nor which share the most frequent one has, as in category=5%%"
                            .formatted(place, value));
        }
        return share;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}

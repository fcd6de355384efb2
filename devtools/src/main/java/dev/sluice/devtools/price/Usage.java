// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.price;

import dev.sluice.devtools.data.TextFile;
import dev.sluice.devtools.failure.Failure;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// What an API used in a period: the sums of metrics.
public record Usage(Map<Metric, Double> sums) {
    private static final String HEADING = "metric,sum";
    private static final double MILLIS = 1_000;
    private static final double MEGABYTES = 1_024;
    private static final double BYTES = 1e9;

    /// Named as in CloudWatch.
    enum Metric {
        Requests,
        ReadUnits,
        WriteUnits,
        Duration,
        MemorySize,
        IncomingBytes,
        Traces
    }

    public Usage {
        sums = Map.copyOf(sums);
    }

    /// @throws Failure if the file is missing, or has a fault
    public static Usage read(Path file) {
        var lines = TextFile.read(file, "file of metrics").lines().toList();
        if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADING)) {
            throw Failure.input("%s:1: the first line must be %s".formatted(file, HEADING));
        }
        var found = new TreeMap<String, Double>();
        for (var i = 1; i < lines.size(); i++) {
            var columns = lines.get(i).split(",", -1);
            if (columns.length == 2) {
                found.put(columns[0].strip(), number(columns[1]));
            }
        }
        var sums = new EnumMap<Metric, Double>(Metric.class);
        for (var metric : Metric.values()) {
            var sum = found.getOrDefault(metric.name(), Double.NaN);
            if (!(sum >= 0) || Double.isInfinite(sum)) {
                throw Failure.input(
                        "%s: the line of %s is missing, or has no number".formatted(file, metric));
            }
            sums.put(metric, sum);
        }
        var usage = new Usage(sums);
        if (usage.requests() == 0) {
            throw Failure.input("%s: there were no requests".formatted(file));
        }
        return usage;
    }

    /// Returns what one request of a query uses.
    ///
    /// @param millis for which Lambda runs
    /// @param memory in MB
    /// @param traces the share of requests that are traced
    public static Usage ofRequest(
            double readUnits, double millis, int memory, double logBytes, double traces) {
        return new Usage(
                Map.of(
                        Metric.Requests, 1.0,
                        Metric.ReadUnits, readUnits,
                        Metric.WriteUnits, 0.0,
                        Metric.Duration, millis,
                        Metric.MemorySize, (double) memory,
                        Metric.IncomingBytes, logBytes,
                        Metric.Traces, traces));
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    double requests() {
        return of(Metric.Requests);
    }

    /// Returns how much was used of what is paid by use.
    double of(Article article) {
        return switch (article) {
            case HTTP_API_REQUEST, LAMBDA_REQUEST -> requests();
            case LAMBDA_GB_SECOND ->
                    of(Metric.Duration) / MILLIS * of(Metric.MemorySize) / MEGABYTES;
            case READ_UNIT -> of(Metric.ReadUnits);
            case WRITE_UNIT -> of(Metric.WriteUnits);
            case LOG_GB -> of(Metric.IncomingBytes) / BYTES;
            case TRACE -> of(Metric.Traces);
            case METRIC_MONTH -> 0;
        };
    }

    private double of(Metric metric) {
        return Objects.requireNonNull(sums.get(metric));
    }
}

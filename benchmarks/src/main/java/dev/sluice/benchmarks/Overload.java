// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Offers `sluice serve` more than it can answer, and then lets DynamoDB fail.
@Command(
        name = "overload",
        description = "Measure `sluice serve` under three times its load, and after a failure.",
        mixinStandardHelpOptions = true)
final class Overload implements Callable<Integer> {
    private static final String FAULT = "error=ServiceUnavailable";
    private static final Duration FAULT_TIME = Duration.ofSeconds(10);
    private static final Duration RECOVERY_TIME = Duration.ofSeconds(30);
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(5);
    private static final int WARM_UP_CONNECTIONS = 4;
    private static final int WARM_UP_STEPS = 2;
    private static final int MOST_CONNECTIONS = 256;
    private static final int TIMES = 3;

    /// Throughput that grows by less has stopped growing.
    private static final double GROWTH = 1.05;

    private static final int TRIES = 2;

    /// The share of the goodput that must be left under overload, and be back after a failure.
    private static final double ENOUGH = 0.9;

    private static final int PERCENT = 100;

    @Option(names = "--seconds", description = "How long each load is offered. Default: 10.")
    private int seconds = 10;

    /// The load at which goodput stops growing.
    ///
    /// @param goodput good answers a second
    private record Saturation(int connections, double goodput) {}

    static void main(String[] args) {
        System.exit(new CommandLine(new Overload()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("sluice-benchmark").toRealPath();
        try (var serve = new ServeProcess(directory.resolve("faults"))) {
            for (var step = 0; step < WARM_UP_STEPS; step++) {
                goodput(serve, WARM_UP_CONNECTIONS);
            }
            System.out.println("| Connections | good answers a second | failed |");
            System.out.println("|---|---|---|");
            var saturation = saturation(serve);
            var overload = measured(serve, TIMES * saturation.connections);
            System.out.printf(
                    Locale.ROOT,
                    "%nAt %d times the saturating load (%d connections): %.0f %% of the peak%n%n",
                    TIMES,
                    saturation.connections,
                    PERCENT * overload / saturation.goodput);
            var crowd = measured(serve, MOST_CONNECTIONS);
            System.out.printf(
                    Locale.ROOT,
                    "%nWith %d connections: %.0f %% of the peak%n",
                    MOST_CONNECTIONS,
                    PERCENT * crowd / saturation.goodput);
            System.out.println("The most memory of the server: " + serve.residentMemory() + "\n");
            var recovers = recovers(serve, saturation.connections);
            return Math.min(overload, crowd) >= ENOUGH * saturation.goodput && recovers ? 0 : 1;
        } finally {
            Directories.delete(directory);
        }
    }

    /// Doubles the connections until this has not helped twice.
    private Saturation saturation(ServeProcess serve) throws IOException, InterruptedException {
        var best = new Saturation(1, 0);
        var without = 0;
        for (var connections = 1;
                connections <= MOST_CONNECTIONS && without < TRIES;
                connections *= 2) {
            var goodput = measured(serve, connections);
            if (goodput >= best.goodput * GROWTH) {
                best = new Saturation(connections, goodput);
                without = 0;
            } else {
                without++;
            }
        }
        return best;
    }

    private double measured(ServeProcess serve, int connections)
            throws IOException, InterruptedException {
        return goodput(serve, connections, true);
    }

    private double goodput(ServeProcess serve, int connections)
            throws IOException, InterruptedException {
        return goodput(serve, connections, false);
    }

    private double goodput(ServeProcess serve, int connections, boolean prints)
            throws IOException, InterruptedException {
        try (var load = new Load(serve.url(), connections)) {
            var start = System.nanoTime();
            Thread.sleep(Duration.ofSeconds(seconds));
            var goodput = load.outcomes().goodput(start, System.nanoTime());
            if (prints) {
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %.0f | %s |%n",
                        connections,
                        goodput,
                        load.outcomes().failed());
            }
            return goodput;
        }
    }

    /// Returns whether the server is back in time after a failure of DynamoDB.
    private boolean recovers(ServeProcess serve, int connections)
            throws IOException, InterruptedException {
        try (var load = new Load(serve.url(), connections)) {
            var start = System.nanoTime();
            Thread.sleep(Duration.ofSeconds(seconds));
            var before = load.outcomes().goodput(start, System.nanoTime());
            serve.makeFaults(FAULT);
            var from = System.nanoTime();
            Thread.sleep(FAULT_TIME);
            var during = load.outcomes().goodput(from, System.nanoTime());
            serve.makeFaults("");
            var end = System.nanoTime();
            Thread.sleep(RECOVERY_TIME);
            var recovery = load.outcomes().recovery(end, System.nanoTime(), ENOUGH * before);
            System.out.printf(
                    Locale.ROOT,
                    "`%s` for %d s, with %d connections: %.0f good answers a second before, %.0f"
                            + " meanwhile%n",
                    FAULT,
                    FAULT_TIME.toSeconds(),
                    connections,
                    before,
                    during);
            System.out.println("Failed: " + load.outcomes().failed());
            System.out.printf(
                    Locale.ROOT,
                    "Back at %.0f %% of before: %s%n",
                    PERCENT * ENOUGH,
                    recovery < 0
                            ? "not within %d s".formatted(RECOVERY_TIME.toSeconds())
                            : "%.1f s after the end of the fault".formatted(recovery));
            return recovery >= 0 && recovery <= RECOVERY_LIMIT.toSeconds();
        }
    }
}

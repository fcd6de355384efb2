// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.devtools.lambda.FunctionFault;
import dev.sluice.devtools.lambda.FunctionProcess;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Keeps one instance of the artifact busy for a long time, and looks for what grows.
@Command(
        name = "soak",
        description = "Keep the artifact busy, and look for errors and for what grows.",
        mixinStandardHelpOptions = true)
final class Soak implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    /// After the first, in which the instance warms up.
    private static final int READINGS = 30;

    /// More than the instance keeps. Its heap grows until it keeps as many as it may.
    private static final int CHARACTERS_OF_DOCUMENTS = 300_000;

    @Option(names = "--minutes", description = "How long. Default: 30.")
    private double minutes = 30;

    @Option(names = "--clients", description = "How many send requests at once. Default: 4.")
    private int clients = 4;

    @Option(names = "--seed", description = "Makes the choices of the clients. Default: 1.")
    private long seed = 1;

    static void main(String[] args) {
        System.exit(new CommandLine(new Soak()).execute(args));
    }

    @Override
    public Integer call() throws IOException, FunctionFault, InterruptedException {
        var log = new PrintStream(OutputStream.nullOutputStream());
        try (var bench = Workbench.open();
                var instance =
                        FunctionProcess.start(
                                bench.deployment(TIMEOUT, bench.shop().endpoint()), null, log)) {
            instance.init();
            return soak(instance);
        }
    }

    private int soak(FunctionProcess instance)
            throws IOException, FunctionFault, InterruptedException {
        System.out.printf(
                Locale.ROOT, "%s minutes, %d clients, --seed %d%n%n", minutes, clients, seed);
        var tally = new Tally();
        var customers = new ArrayList<Customer>();
        for (var i = 0; i < clients; i++) {
            customers.add(new Customer(instance, "c" + (i + 1), seed + i, tally));
        }
        customers.getFirst().fillCache(CHARACTERS_OF_DOCUMENTS);
        List<Vitals> readings;
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var visits = customers.stream().map(threads::submit).toList();
            try {
                readings = readings(instance.handle(), tally, visits);
            } finally {
                customers.forEach(Customer::leave);
            }
            for (var visit : visits) {
                end(visit, tally);
            }
        }
        return verdict(readings, tally);
    }

    private static void end(Future<?> visit, Tally tally) throws InterruptedException {
        try {
            visit.get();
        } catch (ExecutionException e) {
            tally.unexpected(String.valueOf(e.getCause()));
        }
    }

    /// Returns early if a client got no answer.
    private List<Vitals> readings(ProcessHandle jvm, Tally tally, List<? extends Future<?>> visits)
            throws IOException, InterruptedException {
        var pause = Duration.ofMillis((long) (minutes * 60_000 / (READINGS + 1)));
        if (pause.compareTo(SHORTEST) < 0) {
            pause = SHORTEST;
        }
        System.out.println(
                "| Seconds | requests | unexpected | heap after collection, kB | threads |"
                        + " descriptors |");
        System.out.println("|---|---|---|---|---|---|");
        var readings = new ArrayList<Vitals>();
        var start = System.nanoTime();
        for (var reading = 0; reading <= READINGS; reading++) {
            var due = start + pause.multipliedBy(reading + 1L).toNanos();
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            if (visits.stream().anyMatch(Future::isDone)) {
                break;
            }
            var vitals = Vitals.of(jvm);
            if (vitals == null) {
                break;
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %d | %d | %,d | %d | %d |%n",
                    Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                    tally.requests(),
                    tally.unexpected(),
                    vitals.heap() / 1024,
                    vitals.threads(),
                    vitals.descriptors());
            if (reading > 0) {
                readings.add(vitals);
            }
        }
        return readings;
    }

    private static int verdict(List<Vitals> readings, Tally tally) {
        tally.kept().forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "%n%d requests, %d unexpected answers%n",
                tally.requests(),
                tally.unexpected());
        if (readings.size() < READINGS) {
            System.out.println("The instance ended early.");
            return 1;
        }
        var growths = Growth.of(readings);
        growths.forEach(System.out::println);
        return tally.unexpected() > 0 || growths.stream().anyMatch(Growth::isTooMuch) ? 1 : 0;
    }
}

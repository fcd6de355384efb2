// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.lambda.FunctionFault;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Measures Sluice and its peers in turns, and writes the results.
@Command(
        name = "peers",
        description = "Measure Sluice beside what a team could use instead.",
        mixinStandardHelpOptions = true)
public final class Peers implements Callable<Integer> {
    static final String APOLLO = "Apollo Server";

    private static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4";

    private static final Path EVENT = Path.of("events/http-api-canonical-query.json");
    private static final Path PAGE = Path.of("docs/concepts/performance.md");
    private static final Path IMAGES = Path.of("docs/images");

    @Option(names = "--rounds", description = "How often each is measured. Default: 3.")
    private int rounds = 3;

    @Option(
            names = "--requests",
            description =
                    "How many requests warm an instance up, and how many are measured. Default: 500.")
    private int requests = 500;

    @Option(names = "--full", description = "Vary all axes. This takes about an hour.")
    private boolean full;

    @Option(names = "--tracers", description = "Measure only Sluice, with each of its tracers.")
    private boolean tracers;

    @Option(names = "--write", description = "Write the results into docs/concepts/performance.md.")
    private boolean write;

    private final Map<String, String> absent = new LinkedHashMap<>();

    static void main(String[] args) {
        System.exit(new CommandLine(new Peers()).execute(args));
    }

    @Override
    public Integer call() throws IOException, FunctionFault {
        try (var workshop = Workshop.open(Path.of("."));
                var store = new StubDynamoDb()) {
            var peers = present(tracers ? tracers(workshop) : all(workshop));
            var results = new Results();
            for (var round = 0; round <= rounds; round++) {
                for (var scenario : full ? Scenario.full() : Scenario.quick()) {
                    measure(round, scenario, peers, store, results);
                }
            }
            report(results, workshop);
        }
        return 0;
    }

    /// The first round is short and does not count: this process warms up, too.
    private void measure(
            int round, Scenario scenario, List<Peer> peers, StubDynamoDb store, Results results)
            throws IOException, FunctionFault {
        var event = Files.readString(EVENT);
        for (var peer : peers) {
            if (!peer.answers(scenario)) {
                continue;
            }
            var trial = new Trial(peer, scenario, store, event);
            if (round == 0) {
                trial.measure(Math.min(requests, 100));
                continue;
            }
            var figures = trial.measure(requests);
            results.add(scenario, peer, figures);
            System.err.printf(
                    "round %d, %s, %s: p50 %.1f ms, CPU %.1f ms%n",
                    round, scenario.title(), peer.title(), figures.p50(), figures.cpu());
        }
    }

    static List<Peer> all(Workshop workshop) {
        var node = new NodePrograms(workshop);
        return List.of(
                new SluicePeer(workshop, "Sluice", true, "powertools"),
                new SluicePeer(
                        workshop, "Sluice with C1 and C2", true, "powertools", BOTH_COMPILERS),
                new SluicePeer(workshop, "Sluice without SnapStart", false, "powertools"),
                new NodePeer(workshop, node, APOLLO, "shop"),
                new NodePeer(workshop, node, "Apollo Server with Powertools", "shop-powertools"),
                new SpringPeer(workshop),
                new FloorPeer(workshop, "by hand, 3 waves", 3),
                new FloorPeer(workshop, "by hand, 2 waves", 2));
    }

    private static List<Peer> tracers(Workshop workshop) {
        return List.of(
                new SluicePeer(workshop, "X-Ray", true, "powertools"),
                new SluicePeer(workshop, "OpenTelemetry", true, "opentelemetry"),
                new SluicePeer(workshop, "X-Ray, no SnapStart", false, "powertools"),
                new SluicePeer(workshop, "OpenTelemetry, no SnapStart", false, "opentelemetry"));
    }

    private List<Peer> present(List<Peer> peers) throws IOException {
        var present = new ArrayList<Peer>();
        for (var peer : peers) {
            var absence = peer.absence();
            if (absence.isEmpty()) {
                present.add(peer);
            } else {
                absent.put(peer.title(), absence.get());
                System.err.printf("%s is absent: %s%n", peer.title(), absence.get());
            }
        }
        return present;
    }

    private void report(Results results, Workshop workshop) throws IOException {
        var report = new Report(results, absent, conditions());
        var directory = workshop.kept("peers");
        new JsonMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(directory.resolve("results.json").toFile(), results.rows());
        System.out.println(report.markdown());
        write(report, directory);
        if (write) {
            write(report, IMAGES);
            GeneratedPart.replace(PAGE, report.markdown());
        }
        System.err.println("The results are in " + directory);
    }

    private static void write(Report report, Path directory) throws IOException {
        for (var chart : report.charts().entrySet()) {
            Files.writeString(directory.resolve(chart.getKey()), chart.getValue());
        }
    }

    private String conditions() {
        return "Measured on %s with %d processors (%s), %d rounds of %,d requests after as many to warm up, in turns. Medians of the rounds; the spread is the range of p50 in percent of its median."
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.arch"),
                        rounds,
                        requests);
    }
}

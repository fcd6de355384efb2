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

    private static final Path EVENT = Path.of("events/http-api-canonical-query.json");

    /// This process is slow at first, too.
    private static final int WARM_UP_TRIALS = 4;

    private static final int WARM_UP_REQUESTS = 100;
    private static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4";

    private static final Path PAGE = Path.of("docs/concepts/performance.md");
    private static final Path IMAGES = Path.of("docs/images");

    @Option(names = "--rounds", description = "How often each is measured. Default: 3.")
    private int rounds = 3;

    @Option(
            names = "--requests",
            description =
                    "How many requests warm an instance up, and how many are measured. Default: 500.")
    private int requests = 500;

    @Option(
            names = "--axis",
            split = ",",
            description = "What is varied: ${COMPLETION-CANDIDATES}. Default: DYNAMODB.")
    private List<Axis> axes = List.of(Axis.DYNAMODB);

    @Option(names = "--full", description = "Vary all axes. This takes hours.")
    private boolean full;

    @Option(
            names = "--peer",
            description = "Measure only the program of this title. Can be repeated. Default: all.")
    private List<String> titles = List.of();

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
            var trials = trials(present(tracers ? tracers(workshop) : all(workshop)), store);
            for (var trial : trials.subList(0, Math.min(trials.size(), WARM_UP_TRIALS))) {
                trial.measure(WARM_UP_REQUESTS);
            }
            var results = new Results();
            for (var round = 1; round <= rounds; round++) {
                for (var trial : trials) {
                    var figures = trial.measure(requests);
                    results.add(trial.scenario(), trial.peer(), figures);
                    System.err.printf(
                            "round %d, %s, %s: p50 %.1f ms, CPU %.1f ms%n",
                            round,
                            trial.scenario().title(),
                            trial.peer().title(),
                            figures.p50(),
                            figures.cpu());
                }
            }
            report(results, workshop);
        }
        return 0;
    }

    /// Returns those of one scenario next to each other.
    private List<Trial> trials(List<Peer> peers, StubDynamoDb store) throws IOException {
        var event = Files.readString(EVENT);
        var trials = new ArrayList<Trial>();
        for (var axis : full ? List.of(Axis.values()) : axes) {
            for (var scenario : axis.scenarios()) {
                for (var peer : peers) {
                    if (peer.answers(scenario)) {
                        trials.add(new Trial(peer, scenario, store, event));
                    }
                }
            }
        }
        return trials;
    }

    static List<Peer> all(Workshop workshop) {
        var node = new NodePrograms(workshop);
        return List.of(
                new SluicePeer(workshop, "Sluice", true, "powertools"),
                new SluicePeer(
                        workshop, "Sluice with C1 and C2", true, "powertools", BOTH_COMPILERS),
                new SluicePeer(workshop, "Sluice without SnapStart", false, "powertools"),
                new NodePeer(workshop, node, APOLLO, "shop"),
                new NodePeer(
                        workshop, node, "Apollo Server with Powertools", NodePeer.WITH_POWERTOOLS),
                new SpringPeer(workshop),
                new FloorPeer(workshop, "by hand, 3 waves", 3),
                new FloorPeer(workshop, "by hand, 2 waves", 2),
                new FloorPeer(workshop, "by hand, 2 waves, C1 and C2", 2, BOTH_COMPILERS));
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
            if (!titles.isEmpty() && !titles.contains(peer.title())) {
                continue;
            }
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
        for (var axis : results.axes()) {
            var markdown = report.markdown(axis);
            System.out.println(markdown);
            var chart = report.chart(axis).svg();
            Files.writeString(directory.resolve(Chart.file(axis)), chart);
            if (write) {
                Files.writeString(IMAGES.resolve(Chart.file(axis)), chart);
                GeneratedPart.replace(PAGE, axis, markdown);
            }
        }
        System.err.println("The results are in " + directory);
    }

    private String conditions() {
        return "Measured on %s with %d processors (%s): %s of %,d requests after as many to warm up, in turns.%s"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.arch"),
                        rounds == 1 ? "one round" : rounds + " rounds",
                        requests,
                        rounds == 1
                                ? ""
                                : " Medians of the rounds; the spread is the range of p50 in percent of its median.");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.devtools.lambda.FunctionFault;
import dev.sluice.devtools.lambda.ProcessSnapshot;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Measures the time from the start of an instance to its first reply. It runs each kind of start,
/// one after the other, and then repeats all of them.
@Command(
        name = "cold-start",
        description = "Measure from the start of the artifact to its first reply.",
        mixinStandardHelpOptions = true)
final class ColdStart implements Callable<Integer> {
    @Option(names = "--repetitions", description = "How often each is measured. Default: 5.")
    private int repetitions = 5;

    @Option(
            names = "--criu",
            description = "Start from true snapshots of the process, too. It needs criu, and root.")
    private boolean criu;

    static void main(String[] args) {
        System.exit(new CommandLine(new ColdStart()).execute(args));
    }

    @Override
    public Integer call() throws IOException, FunctionFault {
        var hindrance = criu ? ProcessSnapshot.hindrance() : Optional.<String>empty();
        if (hindrance.isPresent()) {
            System.err.println(hindrance.get());
            return 3;
        }
        var medians = new Medians();
        try (var bench = Workbench.open()) {
            var images = Files.createDirectory(bench.directory().resolve("snapshots"));
            var stopwatch = new Stopwatch(bench, images);
            for (var start : starts()) {
                // Not counted: it reads the artifact from the disk, and warms up DynamoDB.
                stopwatch.measure(start);
            }
            for (var repetition = 0; repetition < repetitions; repetition++) {
                for (var start : starts()) {
                    medians.add(start, stopwatch.measure(start));
                }
            }
        }
        System.out.printf("Medians of %d repetitions, interleaved.%n%n", repetitions);
        medians.print(System.out);
        return 0;
    }

    private List<Start> starts() {
        var starts = new ArrayList<Start>();
        starts.add(new Start.Cold());
        for (var priming : PrimingSetting.values()) {
            starts.add(new Start.Restored(priming));
        }
        if (criu) {
            for (var priming : PrimingSetting.values()) {
                starts.add(new Start.Snapshot(priming));
            }
        }
        return starts;
    }
}

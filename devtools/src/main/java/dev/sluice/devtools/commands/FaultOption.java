// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.serving.FaultOptions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// What goes wrong between the function and DynamoDB.
final class FaultOption {
    /// Short enough to type.
    private static final long SEEDS = 1_000_000;

    @Option(
            names = "--fault",
            paramLabel = "SPEC",
            description =
                    "Make requests to DynamoDB fail: FAULT [CONDITION=VALUE]... Repeatable. For"
                            + " example: \"error=ThrottlingException table=Orders share=20%%\"."
                            + " Faults: latency=TIME, error=NAME, cancel=REASON,..."
                            + " unprocessed=all|half, reset, close, silence, drip=TIME, reply=KIND."
                            + " Conditions: table, index, operation, share, every, first, when.")
    private List<String> specs = new ArrayList<>();

    @Option(
            names = "--fault-file",
            paramLabel = "FILE",
            description =
                    "A file with one SPEC a line. When you save it, the command loads it again.")
    private @Nullable Path file;

    @Option(
            names = "--fault-seed",
            paramLabel = "NUMBER",
            description =
                    "The seed of share=. The same requests in the same order meet the same faults."
                            + " Default: any; the command prints it.")
    private @Nullable Long seed;

    FaultOptions options() {
        if (seed != null && specs.isEmpty() && file == null) {
            throw Failure.usage("--fault-seed needs --fault or --fault-file.");
        }
        return new FaultOptions(
                specs, file, seed == null ? ThreadLocalRandom.current().nextLong(SEEDS) : seed);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.devtools.lambda.Deployment;
import dev.sluice.devtools.lambda.FunctionFault;
import dev.sluice.devtools.lambda.FunctionProcess;
import dev.sluice.devtools.lambda.ProcessSnapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// Starts instances of the function, and measures the time until the first reply of each.
final class Stopwatch {
    private static final Path EVENT = Path.of("events/http-api-canonical-query.json");
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Workbench bench;
    private final Path images;
    private final String event;
    private final PrintStream log = new PrintStream(OutputStream.nullOutputStream());
    private final Map<PrimingSetting, ProcessSnapshot> snapshots =
            new EnumMap<>(PrimingSetting.class);

    /// @param images an empty directory for snapshots
    Stopwatch(Workbench bench, Path images) throws IOException {
        this.bench = bench;
        this.images = images;
        this.event = Files.readString(EVENT);
    }

    Sample measure(Start start) throws FunctionFault, IOException {
        return switch (start) {
            case Start.Cold _ -> cold();
            case Start.Restored(var priming) -> restored(priming);
            case Start.Snapshot(var priming) -> snapshot(priming);
        };
    }

    private Sample cold() throws FunctionFault {
        var start = System.nanoTime();
        try (var instance =
                FunctionProcess.start(deployment(false, PrimingSetting.NONE), null, log)) {
            instance.init();
            return toReply(instance, start);
        }
    }

    private Sample restored(PrimingSetting priming) throws FunctionFault {
        try (var instance = FunctionProcess.start(deployment(true, priming), null, log)) {
            instance.init();
            var start = System.nanoTime();
            instance.restore();
            return toReply(instance, start);
        }
    }

    private Sample snapshot(PrimingSetting priming) throws FunctionFault, IOException {
        var snapshot = snapshots.get(priming);
        if (snapshot == null) {
            var directory = Files.createDirectory(images.resolve(priming.setting()));
            snapshot = ProcessSnapshot.take(deployment(true, priming), directory, log);
            snapshots.put(priming, snapshot);
        }
        var start = System.nanoTime();
        try (var instance = snapshot.start()) {
            instance.restore();
            return toReply(instance, start);
        }
    }

    private Sample toReply(FunctionProcess instance, long start) throws FunctionFault {
        var ready = System.nanoTime();
        var response = instance.invoke(event);
        var end = System.nanoTime();
        if (!response.startsWith("{\"statusCode\":200,") || response.contains("\\\"errors\\\"")) {
            throw new IllegalStateException("That is not what is measured: " + response);
        }
        return Sample.of(start, ready, end);
    }

    private Deployment deployment(boolean snapStart, PrimingSetting priming) {
        return bench.deployment(TIMEOUT, bench.shop().endpoint(), snapStart, priming);
    }
}

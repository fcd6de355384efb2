// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import static dev.sluice.devtools.lambda.FunctionConfiguration.JVM_OPTIONS;

import dev.sluice.devtools.lambda.FunctionProcess;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// [ByHand]: what the canonical query costs without GraphQL, checks and telemetry. It knows no
/// other query.
///
/// @param waves in which it reads: 3, or 2 if it reads before it needs
/// @param jvmOptions the value of `JAVA_TOOL_OPTIONS`
record FloorPeer(Workshop workshop, String title, int waves, String jvmOptions) implements Peer {
    /// With the options of the template.
    FloorPeer(Workshop workshop, String title, int waves) {
        this(workshop, title, waves, JVM_OPTIONS.getValue());
    }

    @Override
    public boolean snapStart() {
        return true;
    }

    @Override
    public boolean answers(Scenario scenario) {
        return scenario.asInTheShop();
    }

    @Override
    public Optional<String> absence() {
        return Optional.empty();
    }

    @Override
    public FunctionProcess start(Scenario scenario, StubDynamoDb store, PrintStream log)
            throws IOException {
        return FunctionProcess.start(
                workshop.deployment(
                        directory(),
                        ByHand.class.getName() + "::handleRequest",
                        true,
                        scenario,
                        store,
                        Map.of("WAVES", String.valueOf(waves), JVM_OPTIONS.getKey(), jvmOptions)),
                null,
                log);
    }

    /// Returns a directory with the artifact's libraries and classes, and this class.
    private Path directory() throws IOException {
        var directory = workshop.directory().resolve("floor");
        if (!Files.exists(directory)) {
            workshop.artifact().unpack(Files.createDirectory(directory));
            for (var type : List.of("ByHand", "ByHand$Customer")) {
                var file = "dev/sluice/benchmarks/peers/%s.class".formatted(type);
                var target = directory.resolve(file);
                Files.createDirectories(target.getParent());
                try (var bytes = ByHand.class.getResourceAsStream("/" + file)) {
                    Files.write(target, Objects.requireNonNull(bytes).readAllBytes());
                }
            }
        }
        return directory;
    }
}

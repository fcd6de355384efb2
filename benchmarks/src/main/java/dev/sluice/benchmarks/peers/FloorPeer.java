// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

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
record FloorPeer(Workshop workshop, String title, int waves) implements Peer {
    @Override
    public boolean snapStart() {
        return true;
    }

    @Override
    public boolean answers(Scenario scenario) {
        return scenario.query().equals(Scenario.CANONICAL) && scenario.types() == 0;
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
                        Map.of("WAVES", String.valueOf(waves))),
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

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Programs of this machine.
final class Program {
    private static final int MINUTES = 10;
    private static final int SHOWN = 300;

    private Program() {}

    static Optional<Path> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Returns empty if the program has exited with 0, or else how it failed.
    static Optional<String> run(Path directory, String... words) throws IOException {
        var output = Files.createTempFile("output", ".txt");
        try {
            var process =
                    new ProcessBuilder(words)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            if (process.waitFor(MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0) {
                return Optional.empty();
            }
            process.destroyForcibly();
            var said = Files.readString(output, StandardCharsets.UTF_8).strip();
            return Optional.of(
                    "%s failed: %s"
                            .formatted(
                                    words[0], said.substring(0, Math.min(SHOWN, said.length()))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(words[0] + " was interrupted");
        } finally {
            Files.delete(output);
        }
    }
}

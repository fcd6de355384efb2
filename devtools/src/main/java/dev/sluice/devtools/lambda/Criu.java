// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import dev.sluice.devtools.failure.Failure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The command `criu`, which writes a whole process to files and starts it again from them.
final class Criu {
    private static final String COMMAND = "criu";

    /// Closes sockets, as in a snapshot of Lambda's. Leaves the machine's network and control
    /// groups as they are.
    private static final List<String> COMMON =
            List.of(
                    "--tcp-close",
                    "--network-lock",
                    "skip",
                    "--ext-unix-sk",
                    "--file-locks",
                    "--manage-cgroups=ignore");

    private Criu() {}

    /// Returns why this machine cannot use `criu`, or empty if it can.
    static Optional<String> hindrance() {
        try {
            var check = new ProcessBuilder(COMMAND, "check").redirectErrorStream(true).start();
            var said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return check.waitFor() == 0
                    ? Optional.empty()
                    : Optional.of("criu cannot be used here: " + said.strip());
        } catch (IOException e) {
            return Optional.of("criu is not installed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /// Writes the process to a directory, and ends it.
    static void dump(Process process, Path directory) throws IOException {
        var log = directory.resolve("dump.log");
        var words = words("dump", directory);
        words.addAll(List.of("--tree", Long.toString(process.pid())));
        var exitCode =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .onExit()
                        .join()
                        .exitValue();
        if (exitCode != 0) {
            throw Failure.environment(
                    "criu could not take a snapshot: " + Files.readString(log).strip());
        }
    }

    /// Starts the dumped process as a child of the process that is returned.
    static Process restore(Path directory) throws IOException {
        return new ProcessBuilder(words("restore", directory))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("restore.log").toFile())
                .start();
    }

    private static List<String> words(String command, Path directory) {
        var words =
                new ArrayList<>(List.of(COMMAND, command, "--images-dir", directory.toString()));
        words.addAll(COMMON);
        return words;
    }
}

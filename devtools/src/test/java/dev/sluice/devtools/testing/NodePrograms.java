// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Installs programs for Node.js below `target`, once for all tests.
public final class NodePrograms {
    private NodePrograms() {}

    /// Copies a directory of programs, and installs the libraries of its lock file. Skips the test
    /// if Node.js or npm is not installed. The tests run in several processes, of which one
    /// installs.
    ///
    /// @param name of the directory below `target`
    /// @return the directory
    public static Path install(Path sources, String name) throws IOException, InterruptedException {
        assumeTrue(Tool.NODE.isInstalled(), "Node.js is not installed");
        assumeTrue(Tool.NPM.isInstalled(), "npm is not installed");
        var directory = Files.createDirectories(Path.of("target", name));
        try (var file =
                        FileChannel.open(
                                directory.resolveSibling(name + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var _ = file.lock()) {
            copy(sources, directory);
            installLibraries(directory);
        }
        return directory;
    }

    private static void installLibraries(Path directory) throws IOException, InterruptedException {
        var wanted = directory.resolve("package-lock.json");
        var present = directory.resolve("node_modules/.installed.json");
        if (!Files.exists(present) || Files.mismatch(wanted, present) != -1) {
            assumeTrue(
                    Tool.NPM.succeeds(directory, List.of("ping", "--fetch-retries=0")),
                    "No package registry answers npm");
            Tool.NPM.run(directory, List.of("ci", "--no-progress", "--no-audit", "--no-fund"));
            Files.copy(wanted, present, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Copies a directory with all that is in it.
    public static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}

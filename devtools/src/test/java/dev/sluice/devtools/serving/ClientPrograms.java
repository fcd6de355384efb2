// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/// The programs of `src/test/clients`, with one installation of their libraries below `target`.
public final class ClientPrograms {
    private static final Path SOURCES = Path.of("src/test/clients");
    private static final Path INSTALLED = Path.of("target/clients");

    private ClientPrograms() {}

    /// Returns the directory of the programs, and installs them first. Skips the test if Node.js or
    /// npm is not installed. The tests run in several processes, of which one installs.
    public static Path install() throws IOException, InterruptedException {
        assumeTrue(Tool.NODE.isInstalled(), "Node.js is not installed");
        assumeTrue(Tool.NPM.isInstalled(), "npm is not installed");
        Files.createDirectories(INSTALLED);
        try (var file =
                        FileChannel.open(
                                INSTALLED.resolveSibling("clients.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var _ = file.lock()) {
            copy(SOURCES, INSTALLED);
            installLibraries();
        }
        return INSTALLED;
    }

    /// Returns an empty directory from which the programs find their libraries.
    public static Path emptyDirectory(String name) throws IOException, InterruptedException {
        var directory = install().resolve("work-" + name);
        delete(directory);
        return Files.createDirectories(directory);
    }

    /// Returns a new copy of a directory of the programs, without what a former run made in it.
    static Path copyOf(String directory) throws IOException, InterruptedException {
        var copy = emptyDirectory(directory);
        copy(SOURCES.resolve(directory), copy);
        return copy;
    }

    /// Returns a port for the origin of a page.
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void installLibraries() throws IOException, InterruptedException {
        var wanted = INSTALLED.resolve("package-lock.json");
        var present = INSTALLED.resolve("node_modules/.installed.json");
        if (!Files.exists(present) || Files.mismatch(wanted, present) != -1) {
            Tool.NPM.run(INSTALLED, List.of("ci", "--no-progress"));
            Files.copy(wanted, present, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Copies a directory with all that is in it.
    static void copy(Path from, Path to) throws IOException {
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

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).forEach(ClientPrograms::deleteFile);
            }
        }
    }

    private static void deleteFile(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

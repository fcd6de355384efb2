// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.testing.NodePrograms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// The programs of `src/test/clients`, with one installation of their libraries below `target`.
public final class ClientPrograms {
    private static final Path SOURCES = Path.of("src/test/clients");

    private ClientPrograms() {}

    /// Returns the directory of the programs, and installs them first. Skips the test if this
    /// machine cannot.
    public static Path install() throws IOException, InterruptedException {
        return NodePrograms.install(SOURCES, "clients");
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
        NodePrograms.copy(SOURCES.resolve(directory), copy);
        return copy;
    }

    /// Returns a port for the origin of a page.
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
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

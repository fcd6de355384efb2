// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import dev.sluice.devtools.Schemas;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Runs commands as a reader of the documentation would, in a directory that looks like the
/// project. It replaces port 8080 with a free one, and `$CURSOR` with the `endCursor` printed last.
final class Shell implements AutoCloseable {
    private static final Pattern CURSOR = Pattern.compile("\"endCursor\":\"([^\"]+)\"");
    private static final Pattern REQUEST =
            Pattern.compile("\\d\\d:\\d\\d:\\d\\d (.+) \\d+ ms (.*)");
    private static final String SERVE = "./sluice serve";
    private static final String ADDRESS = "http://localhost:8080";
    private static final int PATIENCE_SECONDS = 120;

    private final Path directory;
    private final List<Process> servers = new ArrayList<>();
    private final BlockingQueue<String> ready = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private String address = ADDRESS;
    private String output = "";
    private String logged = "";
    private String cursor = "";

    Shell(Path directory) throws IOException {
        this.directory = directory;
        var schema = directory.resolve("function/src/main/resources/schema.graphqls");
        Files.createDirectories(schema.getParent());
        Files.copy(Schemas.SHOP, schema);
        var operations = Files.createDirectory(directory.resolve("function/operations"));
        try (var files = Files.list(Schemas.SHOP_OPERATIONS)) {
            for (var file : files.toList()) {
                Files.copy(file, operations.resolve(file.getFileName()));
            }
        }
        var script =
                """
                #!/bin/sh
                exec '%s/bin/java' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \\
                  -Dsluice.home="$PWD" dev.sluice.devtools.SluiceCommand "$@"
                """
                        .formatted(System.getProperty("java.home"));
        var command = Files.writeString(directory.resolve("sluice"), script);
        if (!command.toFile().setExecutable(true)) {
            throw new IOException("not made executable: " + command);
        }
    }

    static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("bash", "-c", "command -v curl").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// Runs a command to its end, or until its server is ready.
    void run(String command) throws IOException, InterruptedException {
        if (command.startsWith(SERVE)) {
            serve(command);
        } else {
            var process = start(command.replace(ADDRESS, address));
            follow(process.errorReader(StandardCharsets.UTF_8), new LinkedBlockingQueue<>());
            output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            logged = command.startsWith("curl") ? request() : "";
            var found = CURSOR.matcher(output);
            cursor = found.find() ? found.group(1) : cursor;
        }
    }

    /// Runs a command, and fails with all that it printed if it does not exit with 0.
    void runToSuccess(String command) throws IOException, InterruptedException {
        var process = start("exec 2>&1; set -e; " + command);
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + output);
        }
    }

    private void serve(String command) throws IOException, InterruptedException {
        var process = start("exec " + command.strip() + " --port 0");
        servers.add(process);
        follow(process.inputReader(StandardCharsets.UTF_8), ready);
        follow(process.errorReader(StandardCharsets.UTF_8), log);
        var line = next(ready, Pattern.compile("Sluice is ready.*"));
        address = line.replaceFirst(".*(http://localhost:\\d+).*", "$1");
        output = line.replace(address, ADDRESS);
    }

    private Process start(String command) throws IOException {
        var builder = new ProcessBuilder("bash", "-c", command).directory(directory.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("CURSOR", cursor);
        return builder.start();
    }

    /// Returns what the last command printed, and what the server logged for it.
    List<String> printed() {
        return List.of(output, logged);
    }

    private static void follow(BufferedReader reader, BlockingQueue<String> lines) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        reader.lines().forEach(lines::add);
                    } catch (UncheckedIOException e) {
                        lines.add(String.valueOf(e));
                    }
                });
    }

    /// Returns the next line about a request, with the time and the duration of the pages.
    private String request() throws InterruptedException {
        var parts = REQUEST.matcher(next(log, REQUEST));
        return parts.replaceFirst("14:03:07 $1 48 ms $2");
    }

    private static String next(BlockingQueue<String> lines, Pattern wanted)
            throws InterruptedException {
        while (true) {
            var line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no line matches: " + wanted);
            }
            if (wanted.matcher(line).matches()) {
                return line;
            }
        }
    }

    @Override
    public void close() {
        for (var server : servers) {
            server.destroy();
            server.onExit().join();
        }
    }
}

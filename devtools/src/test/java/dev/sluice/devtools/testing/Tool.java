// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.testing;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program of this machine.
public enum Tool {
    NODE("node"),
    NPM("npm"),
    CHROMIUM("chromium"),
    PYTHON("python3");

    private static final long MINUTES = 5;

    private final String command;

    Tool(String command) {
        this.command = command;
    }

    public boolean isInstalled() {
        return file().isPresent();
    }

    /// Returns the path of the program.
    public String path() {
        return file().orElseThrow().toString();
    }

    private Optional<Path> file() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(directory -> Path.of(directory, command))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Returns whether the program exits with 0.
    public boolean succeeds(Path directory, List<String> arguments)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(commandLine(command, arguments))
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD)
                        .start();
        return process.waitFor(MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
    }

    /// Returns the lines on stdout. Fails with the text on stderr if the program does not exit with
    /// 0.
    public List<String> run(Path directory, List<String> arguments)
            throws IOException, InterruptedException {
        return run(directory, command, Map.of(), arguments);
    }

    public static List<String> run(
            Path directory, String program, Map<String, String> variables, List<String> arguments)
            throws IOException, InterruptedException {
        var all = commandLine(program, arguments);
        var errors = Files.createTempFile("stderr", ".txt");
        var builder =
                new ProcessBuilder(all)
                        .directory(directory.toFile())
                        .redirectError(errors.toFile());
        builder.environment().putAll(variables);
        var process = builder.start();
        var output =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new AssertionError(
                    "%s failed:%n%s%n%s"
                            .formatted(all, String.join("\n", output), Files.readString(errors)));
        }
        Files.delete(errors);
        return output;
    }

    private static List<String> commandLine(String program, List<String> arguments) {
        var all = new ArrayList<>(List.of(program));
        all.addAll(arguments);
        return all;
    }
}

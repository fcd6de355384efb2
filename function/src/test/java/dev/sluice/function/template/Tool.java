// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A command-line tool of this machine.
record Tool(List<String> command) {
    private static final Map<List<String>, Boolean> RUNS = new ConcurrentHashMap<>();

    Tool(String... command) {
        this(List.of(command));
    }

    /// Returns whether the tool exits with 0 for these arguments. It is run once in a JVM: no test
    /// installs a tool.
    boolean runs(String... arguments) throws InterruptedException {
        var line = line(arguments);
        var known = RUNS.get(line);
        if (known != null) {
            return known;
        }
        boolean runs;
        try {
            runs = run(arguments).status() == 0;
        } catch (IOException _) {
            runs = false;
        }
        RUNS.put(line, runs);
        return runs;
    }

    private List<String> line(String... arguments) {
        return Stream.concat(command.stream(), Stream.of(arguments)).toList();
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(line(arguments)).directory(Template.PROJECT.toFile());
        builder.environment().put("SAM_CLI_TELEMETRY", "0");
        builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
        var process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), output);
    }

    record Result(int status, String output) {}
}

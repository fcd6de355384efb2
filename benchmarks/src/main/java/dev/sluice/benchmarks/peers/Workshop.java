// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import dev.sluice.benchmarks.Directories;
import dev.sluice.devtools.lambda.Artifact;
import dev.sluice.devtools.lambda.Credentials;
import dev.sluice.devtools.lambda.Deployment;
import dev.sluice.devtools.lambda.FunctionConfiguration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The directories of the peers, and what all of them find in their environment.
///
/// @param project the root of the project
/// @param directory for what is deleted at the end
/// @param collector where spans of OpenTelemetry go
record Workshop(Path project, Path directory, StubCollector collector) implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    static Workshop open(Path project) throws IOException {
        return new Workshop(
                project.toAbsolutePath().normalize(),
                Files.createTempDirectory("sluice-peers").toRealPath(),
                new StubCollector());
    }

    Artifact artifact() {
        return new Artifact(project.resolve("function/target/function.zip"));
    }

    /// Returns a file of the sources of this module.
    Path source(String name) {
        return project.resolve("benchmarks/src/main").resolve(name);
    }

    /// Returns a directory that stays until the next `mvn clean`.
    Path kept(String name) throws IOException {
        return Files.createDirectories(project.resolve("benchmarks/target").resolve(name));
    }

    /// @param directory that the program runs in
    /// @param own variables of the peer
    Deployment deployment(
            Path directory,
            String handler,
            boolean snapStart,
            Scenario scenario,
            StubDynamoDb store,
            Map<String, String> own) {
        var variables = new HashMap<>(own);
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", store.url());
        variables.put("POWERTOOLS_SERVICE_NAME", "shop");
        if (scenario.connections() > 1) {
            variables.put("AWS_LAMBDA_MAX_CONCURRENCY", String.valueOf(scenario.connections()));
        }
        return new Deployment(
                directory,
                project.resolve("devtools/target/runtime"),
                new FunctionConfiguration(
                        handler,
                        scenario.memory(),
                        TIMEOUT,
                        snapStart,
                        Credentials.LOCAL,
                        variables));
    }

    @Override
    public void close() throws IOException {
        collector.close();
        Directories.delete(directory);
    }
}

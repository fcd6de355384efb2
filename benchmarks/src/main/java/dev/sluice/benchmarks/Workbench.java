// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import static dev.sluice.devtools.lambda.FunctionConfiguration.JVM_OPTIONS;

import dev.sluice.devtools.lambda.Artifact;
import dev.sluice.devtools.lambda.Credentials;
import dev.sluice.devtools.lambda.Deployment;
import dev.sluice.devtools.lambda.FunctionConfiguration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The unpacked artifact, and the shop that it reads.
record Workbench(Path directory, Path unpacked, Shop shop) implements AutoCloseable {
    private static final Artifact ARTIFACT = new Artifact(Path.of("function/target/function.zip"));
    private static final Path RUNTIME_CLIENT = Path.of("devtools/target/runtime").toAbsolutePath();

    /// In MB, the default in template.yaml.
    private static final int MEMORY = 1769;

    static Workbench open() throws IOException {
        var shop = Shop.open(ARTIFACT);
        var directory = Files.createTempDirectory("sluice-benchmark").toRealPath();
        var unpacked = Files.createDirectory(directory.resolve("function"));
        ARTIFACT.unpack(unpacked);
        return new Workbench(directory, unpacked, shop);
    }

    /// Returns a function without SnapStart.
    ///
    /// @param dynamoDb the shop's address, or that of a proxy before it
    Deployment deployment(Duration timeout, URI dynamoDb) {
        return deployment(timeout, dynamoDb, false, PrimingSetting.NONE);
    }

    Deployment deployment(
            Duration timeout, URI dynamoDb, boolean snapStart, PrimingSetting priming) {
        return new Deployment(
                unpacked,
                RUNTIME_CLIENT,
                new FunctionConfiguration(
                        "dev.sluice.function.GraphQLFunction::handleRequest",
                        MEMORY,
                        timeout,
                        snapStart,
                        Credentials.LOCAL,
                        Map.of(
                                JVM_OPTIONS.getKey(),
                                JVM_OPTIONS.getValue(),
                                "SLUICE_CURSOR_KEYS",
                                "k1:AAAAAAAAAAAAAAAAAAAAAA==",
                                "SLUICE_PRIMING",
                                priming.setting(),
                                "AWS_ENDPOINT_URL_DYNAMODB",
                                dynamoDb.toString())));
    }

    @Override
    public void close() throws IOException {
        shop.close();
        Directories.delete(directory);
    }
}

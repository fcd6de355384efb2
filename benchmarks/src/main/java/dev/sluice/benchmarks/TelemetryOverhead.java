// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.devtools.lambda.Artifact;
import dev.sluice.devtools.lambda.XRayDaemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Runs [WarmRequests] with the artifact's own classes and Lambda's environment. The log goes to a
/// file, and the spans go to an X-Ray daemon.
final class TelemetryOverhead {
    private static final Artifact ARTIFACT = new Artifact(Path.of("function/target/function.zip"));
    private static final Path CLASSES = Path.of("benchmarks/target/classes").toAbsolutePath();

    private TelemetryOverhead() {}

    static void main() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("sluice-benchmark").toRealPath();
        int status;
        try {
            status = measure(directory);
            System.out.print(Files.readString(directory.resolve("result")));
        } finally {
            Directories.delete(directory);
        }
        System.exit(status);
    }

    private static int measure(Path directory) throws IOException, InterruptedException {
        var unpacked = Files.createDirectory(directory.resolve("function"));
        ARTIFACT.unpack(unpacked);
        try (var shop = Shop.open(ARTIFACT);
                var daemon = XRayDaemon.start()) {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var classPath = "%s:%s/lib/*:%s".formatted(unpacked, unpacked, CLASSES);
            var process =
                    new ProcessBuilder(java, "-cp", classPath, WarmRequests.class.getName())
                            .redirectOutput(directory.resolve("log").toFile())
                            .redirectError(directory.resolve("result").toFile());
            var address = daemon.address();
            process.environment()
                    .putAll(
                            Map.of(
                                    "AWS_LAMBDA_FUNCTION_NAME",
                                    "sluice",
                                    "LAMBDA_TASK_ROOT",
                                    unpacked.toString(),
                                    "AWS_REGION",
                                    "us-east-1",
                                    "AWS_ACCESS_KEY_ID",
                                    "local",
                                    "AWS_SECRET_ACCESS_KEY",
                                    "local",
                                    "AWS_ENDPOINT_URL_DYNAMODB",
                                    shop.endpoint().toString(),
                                    "AWS_XRAY_DAEMON_ADDRESS",
                                    address.getHostString() + ":" + address.getPort(),
                                    "POWERTOOLS_SERVICE_NAME",
                                    "sluice",
                                    "SLUICE_CURSOR_KEYS",
                                    "k1:AAAAAAAAAAAAAAAAAAAAAA=="));
            return process.start().waitFor();
        }
    }
}

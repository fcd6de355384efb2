// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import dev.sluice.devtools.failure.Failure;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command by which Lambda's runtime `java25` starts a function. The JVM has Lambda's options
/// and only the function's environment. The class path has only Lambda's runtime client, which
/// finds the function in the working directory.
///
/// @param daemon where the function sends its spans, or null
record JvmCommand(Deployment deployment, RuntimeApi api, @Nullable InetSocketAddress daemon) {
    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /// The share of the function's memory that is heap.
    private static final double HEAP = 0.85;

    /// The share that is heap at the start: the JVM's own default, for a machine that has the
    /// memory of the function.
    private static final double FIRST_HEAP = 1.0 / 64;

    ProcessBuilder builder() {
        var builder = new ProcessBuilder(words()).directory(deployment.directory().toFile());
        var environment = builder.environment();
        environment.clear();
        environment.putAll(LambdaEnvironment.of(deployment, api.address(), api.credentialsUrl()));
        if (daemon != null) {
            environment.put(
                    "AWS_XRAY_DAEMON_ADDRESS",
                    "%s:%d".formatted(daemon.getAddress().getHostAddress(), daemon.getPort()));
        }
        return builder;
    }

    private List<String> words() {
        var configuration = deployment.configuration();
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-XX:MaxHeapSize=%dk".formatted((int) (configuration.memory() * 1024 * HEAP)));
        words.add(
                "-XX:InitialHeapSize=%dk"
                        .formatted((int) (configuration.memory() * 1024 * FIRST_HEAP)));
        words.add("-XX:+UseSerialGC");
        words.add("-Xshare:auto");
        if (!configuration.snapStart()) {
            words.add("-XX:TieredStopAtLevel=1");
        }
        // Without this property, the function's hooks around a snapshot never run.
        words.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        words.add("--enable-native-access=ALL-UNNAMED");
        words.add("--sun-misc-unsafe-memory-access=allow");
        words.add("-cp");
        words.add(classPath());
        words.add(MAIN);
        words.add(configuration.handler());
        return words;
    }

    private String classPath() {
        try (var files = Files.list(deployment.runtimeClient())) {
            return String.join(
                    File.pathSeparator,
                    files.map(Path::toString)
                            .filter(name -> name.endsWith(".jar"))
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw Failure.environment(
                    "Lambda's runtime client is not at %s. Build it: mvn package -pl devtools -am"
                            .formatted(deployment.runtimeClient()));
        }
    }
}

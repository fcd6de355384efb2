// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import dev.sluice.devtools.failure.Failure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;

/// A deployed function, with one instance at a time. An event starts the instance if there is none.
/// The instance answers events one after the other.
public final class LambdaFunction implements AutoCloseable {
    private final Deployment deployment;
    private final PrintStream log;
    private final XRayDaemon daemon;
    private @Nullable FunctionProcess instance;

    private LambdaFunction(Deployment deployment, PrintStream log) {
        this.deployment = deployment;
        this.log = log;
        this.daemon = XRayDaemon.start();
    }

    /// @param runtimeClient the directory of the jars of Lambda's Java runtime interface client
    /// @param log gets what the function prints, and a line for each invocation, like Lambda's
    /// @throws Failure if the artifact cannot be unpacked
    public static LambdaFunction deploy(
            Artifact artifact,
            Path runtimeClient,
            FunctionConfiguration configuration,
            PrintStream log) {
        try {
            var directory = Files.createTempDirectory("sluice-function").toRealPath();
            var deployment =
                    new Deployment(directory, runtimeClient.toAbsolutePath(), configuration);
            try {
                artifact.unpack(directory);
                return new LambdaFunction(deployment, log);
            } catch (RuntimeException e) {
                delete(directory, log);
                throw e;
            }
        } catch (IOException e) {
            throw Failure.environment("The artifact cannot be unpacked: " + e.getMessage());
        }
    }

    /// The result of an event.
    ///
    /// @param response JSON
    public record Result(String response, Trace trace) {}

    /// @param event JSON
    /// @throws FunctionFault if the function gave no response; it can still answer the next event
    public synchronized Result invoke(String event) throws FunctionFault {
        var report = new StringBuilder();
        var running = running(report);
        var invocation = Invocation.of(event, deployment.configuration().timeout());
        var start = System.nanoTime();
        try {
            var response = running.invoke(invocation);
            var spans = Span.below(invocation.trace().parent(), daemon.collect());
            return new Result(response, new Trace(invocation.trace().root(), spans));
        } finally {
            log.printf(
                    "REPORT RequestId: %s Duration: %d ms%s%n",
                    invocation.requestId(), millisSince(start), report);
        }
    }

    private FunctionProcess running(StringBuilder report) throws FunctionFault {
        if (instance != null && instance.isAlive()) {
            return instance;
        }
        close(instance);
        var started = FunctionProcess.start(deployment, daemon.address(), log);
        instance = started;
        var start = System.nanoTime();
        started.init();
        report.append(" Init Duration: %d ms".formatted(millisSince(start)));
        if (deployment.configuration().snapStart()) {
            start = System.nanoTime();
            started.restore();
            report.append(" Restore Duration: %d ms".formatted(millisSince(start)));
        }
        return started;
    }

    /// Returns the process of the instance that answered last.
    synchronized ProcessHandle instance() {
        return Objects.requireNonNull(instance).handle();
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static void close(@Nullable FunctionProcess instance) {
        if (instance != null) {
            instance.close();
        }
    }

    /// Ends the instance, and deletes the unpacked artifact.
    @Override
    public synchronized void close() {
        close(instance);
        daemon.close();
        delete(deployment.directory(), log);
    }

    private static void delete(Path directory, PrintStream log) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            log.println("%s was not deleted: %s".formatted(directory, e.getMessage()));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import dev.sluice.devtools.failure.Failure;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Optional;

/// A real snapshot of an instance, taken where Lambda takes it. Any number of processes can start
/// from it, one after the other. It needs Linux with criu.
public final class ProcessSnapshot {
    private final Deployment deployment;
    private final Path directory;
    private final int port;
    private final PrintStream log;

    private ProcessSnapshot(Deployment deployment, Path directory, int port, PrintStream log) {
        this.deployment = deployment;
        this.directory = directory;
        this.port = port;
        this.log = log;
    }

    /// Returns why this machine cannot take a snapshot, or empty if it can.
    public static Optional<String> hindrance() {
        return Criu.hindrance();
    }

    /// Starts an instance, lets its hooks prepare it, and takes its snapshot.
    ///
    /// @param deployment with SnapStart
    /// @param directory an empty directory, which must exist while the snapshot is used
    /// @param log gets each line that instances print, after they have ended
    public static ProcessSnapshot take(Deployment deployment, Path directory, PrintStream log)
            throws FunctionFault {
        try {
            var api = RuntimeApi.open(0, deployment.configuration().credentials());
            var port = api.port();
            var output = output(directory);
            var command = new JvmCommand(deployment, api, null).builder();
            // Uses its own session and files: a snapshot cannot hold a terminal or a pipe.
            command.command().addFirst("setsid");
            command.command().add(2, "-XX:-UsePerfData");
            var process =
                    command.redirectErrorStream(true)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(Redirect.appendTo(output.toFile()))
                            .start();
            var fileLog = new FileLog(output, log);
            var instance = new FunctionProcess(deployment.configuration(), api, process, fileLog);
            try (instance) {
                instance.init();
                Criu.dump(process, directory);
            }
            return new ProcessSnapshot(deployment, directory, port, log);
        } catch (IOException e) {
            throw Failure.environment("The snapshot could not be taken: " + e.getMessage());
        }
    }

    /// Starts a process from the snapshot. No other process of it may be running. The process works
    /// after [FunctionProcess#restore] has returned.
    public FunctionProcess start() {
        try {
            var api = RuntimeApi.open(port, deployment.configuration().credentials());
            return new FunctionProcess(
                    deployment.configuration(),
                    api,
                    Criu.restore(directory),
                    new FileLog(output(directory), log));
        } catch (IOException e) {
            throw Failure.environment("The snapshot could not be restored: " + e.getMessage());
        }
    }

    private static Path output(Path directory) {
        return directory.resolve("function.log");
    }
}

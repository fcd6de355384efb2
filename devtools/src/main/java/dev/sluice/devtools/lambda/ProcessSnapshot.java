// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import dev.sluice.devtools.failure.Failure;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Optional;

/// A true snapshot of an instance, taken where Lambda takes it, from which any number of processes
/// start, one after the other. It needs Linux with criu.
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

    /// Why none can be taken on this machine, or nothing.
    public static Optional<String> hindrance() {
        return Criu.hindrance();
    }

    /// Starts an instance, has its hooks prepare it, and takes its snapshot.
    ///
    /// @param deployment with SnapStart
    /// @param directory an empty one, which stays as long as the snapshot is used
    /// @param log gets each line that instances print, once they have ended
    public static ProcessSnapshot take(Deployment deployment, Path directory, PrintStream log)
            throws FunctionFault {
        try {
            var api = RuntimeApi.open(0, deployment.configuration().credentials());
            var port = api.port();
            var output = output(directory);
            var command = new JvmCommand(deployment, api, null).builder();
            // A session and files of its own: a snapshot cannot hold a terminal or a pipe.
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
            throw Failure.environment("No snapshot was taken: " + e.getMessage());
        }
    }

    /// Starts a process from the snapshot, while no other of it runs. It is at work once
    /// [FunctionProcess#restore] has returned.
    public FunctionProcess start() {
        try {
            var api = RuntimeApi.open(port, deployment.configuration().credentials());
            return new FunctionProcess(
                    deployment.configuration(),
                    api,
                    Criu.restore(directory),
                    new FileLog(output(directory), log));
        } catch (IOException e) {
            throw Failure.environment("The snapshot was not restored: " + e.getMessage());
        }
    }

    private static Path output(Path directory) {
        return directory.resolve("function.log");
    }
}

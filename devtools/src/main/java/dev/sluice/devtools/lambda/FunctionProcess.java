// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import dev.sluice.devtools.failure.Failure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// One instance of a function: a JVM that answers one event at a time. After a [FunctionFault] the
/// JVM has ended, unless the function reported an error of an invocation.
public final class FunctionProcess implements AutoCloseable {

    /// The limit of an init with a snapshot: 130 s in Lambda, and this machine may be slower.
    private static final Duration INIT_LIMIT = Duration.ofSeconds(130);

    /// The limit of the hooks after the snapshot.
    private static final Duration RESTORE_LIMIT = Duration.ofSeconds(10);

    private final FunctionConfiguration configuration;
    private final RuntimeApi api;
    private final Process process;
    private final FunctionLog log;

    FunctionProcess(
            FunctionConfiguration configuration, RuntimeApi api, Process process, FunctionLog log) {
        this.configuration = configuration;
        this.api = api;
        this.process = process;
        this.log = log;
        var _ = process.onExit().thenAccept(ended -> api.ended(ended.exitValue()));
    }

    /// Starts the JVM, and returns at once.
    ///
    /// @param daemon where the function sends its spans, or null if nobody collects them
    /// @param log gets each line that the function prints
    /// @throws Failure if the JVM cannot be started
    public static FunctionProcess start(
            Deployment deployment, @Nullable InetSocketAddress daemon, PrintStream log) {
        return start(deployment, api -> new JvmCommand(deployment, api, daemon).builder(), log);
    }

    /// Starts a function of another runtime, and returns at once.
    ///
    /// @param program the words of a command that asks the Runtime API for work
    /// @param log gets each line that the function prints
    /// @throws Failure if the program cannot be started
    public static FunctionProcess startProgram(
            Deployment deployment, List<String> program, PrintStream log) {
        return start(
                deployment,
                api -> {
                    var builder =
                            new ProcessBuilder(program).directory(deployment.directory().toFile());
                    builder.environment().clear();
                    builder.environment()
                            .putAll(
                                    LambdaEnvironment.of(
                                            deployment, api.address(), api.credentialsUrl()));
                    return builder;
                },
                log);
    }

    private static FunctionProcess start(
            Deployment deployment, Function<RuntimeApi, ProcessBuilder> command, PrintStream log) {
        try {
            var api = RuntimeApi.open(0, deployment.configuration().credentials());
            try {
                var process = command.apply(api).redirectErrorStream(true).start();
                return new FunctionProcess(
                        deployment.configuration(), api, process, new PipedLog(process, log));
            } catch (IOException e) {
                api.close();
                throw e;
            }
        } catch (IOException e) {
            throw Failure.environment("The function cannot be run: " + e.getMessage());
        }
    }

    /// Returns when the function asks for work, or with SnapStart, when its hooks have prepared it
    /// for the snapshot.
    public void init() throws FunctionFault {
        await(configuration.snapStart() ? api.prepared() : api.ready(), Phase.INIT, INIT_LIMIT);
    }

    /// Continues after [#init] as if from the snapshot, only with SnapStart. Returns when the
    /// function asks for work.
    public void restore() throws FunctionFault {
        api.restore();
        await(api.ready(), Phase.RESTORE, RESTORE_LIMIT);
    }

    /// Returns the response to an event. Both are JSON.
    public String invoke(String event) throws FunctionFault {
        return invoke(Invocation.of(event, configuration.timeout()));
    }

    String invoke(Invocation invocation) throws FunctionFault {
        return await(api.invoke(invocation), Phase.INVOKE, configuration.timeout());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Returns the JVM's process.
    public ProcessHandle handle() {
        return process.toHandle();
    }

    private <T> T await(CompletableFuture<T> report, Phase phase, Duration limit)
            throws FunctionFault {
        try {
            return report.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            close();
            throw FunctionFault.timedOut(phase, limit);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw FunctionFault.timedOut(phase, Duration.ZERO);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FunctionFault fault) {
                if (phase != Phase.INVOKE) {
                    close();
                }
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /// Kills nothing if the process has ended, because another process may have its id by now.
    private void kill() {
        var restored = process.descendants().toList();
        if (restored.isEmpty()) {
            process.destroyForcibly();
        } else {
            // The process that restored them ends with them. If it were killed first, it would
            // leave
            // zombies.
            restored.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /// Kills the JVM. On return, the log has everything that it printed.
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
        process.onExit().join();
        log.drain();
        api.close();
    }
}

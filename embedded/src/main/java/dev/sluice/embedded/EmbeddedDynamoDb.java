// SPDX-License-Identifier: Apache-2.0
package dev.sluice.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// DynamoDB Local in a process of its own: in memory, one database for all credentials and regions.
///
/// The process starts from this JVM's `java.home` and `java.class.path`, prints nothing to this
/// JVM's output, and ends with [#close()], or with this JVM however that ends.
public final class EmbeddedDynamoDb implements AutoCloseable {
    /// Generous: it takes a second, or ten where many other processes compete.
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final int port;
    private final Process process;

    private EmbeddedDynamoDb(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /// Starts on a free port, and returns once it answers.
    ///
    /// @throws IOException if it does not answer within a minute
    public static EmbeddedDynamoDb start() throws IOException {
        return start(bindable(0));
    }

    /// Starts on the given port, and returns once it answers.
    ///
    /// @throws PortUnavailableException if another process listens on the port, or none may
    /// @throws IOException if it does not answer within a minute
    public static EmbeddedDynamoDb start(int port) throws IOException {
        var server = new EmbeddedDynamoDb(port, launch(bindable(port)));
        try {
            server.awaitAnswer();
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /// The address for an SDK client, which may use any region and any credentials.
    public URI endpoint() {
        return URI.create("http://localhost:" + port);
    }

    /// Ends the process, and with it everything that was stored. The port is free on return.
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /// The port itself, or a free one for 0.
    private static int bindable(int port) throws IOException {
        try (var socket = new ServerSocket(port)) {
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new PortUnavailableException(port, e);
        }
    }

    private static Process launch(int port) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        EmbeddedServer.class.getName(),
                        "-inMemory",
                        "-sharedDb",
                        "-disableTelemetry",
                        "-port",
                        Integer.toString(port));
        // By the environment, because a class path may be longer than an argument should be.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
        return builder.redirectOutput(Redirect.DISCARD).start();
    }

    private void awaitAnswer() throws IOException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!answers()) {
            if (ends()) {
                throw new IOException(
                        "DynamoDB Local did not start on port " + port + ": " + reason());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "DynamoDB Local did not answer on port "
                                + port
                                + " within "
                                + START_LIMIT.toSeconds()
                                + " s.");
            }
        }
    }

    /// Any HTTP status is an answer: a request without a signature gets 400.
    private boolean answers() {
        try {
            var connection = (HttpURLConnection) endpoint().toURL().openConnection();
            connection.setConnectTimeout((int) START_LIMIT.toMillis());
            connection.setReadTimeout((int) START_LIMIT.toMillis());
            return connection.getResponseCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether the process ends before it is time to ask it again.
    private boolean ends() throws IOException {
        try {
            return process.waitFor(POLL_INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException(e.getMessage()).initCause(e);
        }
    }

    private String reason() throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}

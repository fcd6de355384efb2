// SPDX-License-Identifier: Apache-2.0
package dev.sluice.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// DynamoDB Local in its own process. It stores one database in memory, for all credentials and
/// regions.
///
/// The process starts from this JVM's `java.home` and `java.class.path`, and prints nothing to this
/// JVM's output. It ends with [#close()], or when this JVM ends for any reason.
///
/// Properties of this JVM change the start:
///
/// - `sluice.dynamodb-local`: the jar of DynamoDB Local, if it is not on this JVM's class path
/// - `sluice.dynamodb-local.aot`: the AOT cache from which the process starts, if the file exists
/// - `sluice.dynamodb-local.aot-output`: the AOT cache that the process records when it is closed
public final class EmbeddedDynamoDb implements AutoCloseable {
    /// Long enough: a start takes a second, or ten if many other processes compete.
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final int port;
    private final AotCache cache;
    private final Process process;

    private EmbeddedDynamoDb(int port, AotCache cache) throws IOException {
        this.port = port;
        this.cache = cache;
        this.process = launch(port, cache);
    }

    /// Starts on a free port, and returns when DynamoDB Local answers.
    ///
    /// @throws IOException if it does not answer within a minute
    public static EmbeddedDynamoDb start() throws IOException {
        return start(bindable(0));
    }

    /// Starts on the given port, and returns when DynamoDB Local answers.
    ///
    /// @throws PortUnavailableException if another process listens on the port, or this one may not
    /// @throws IOException if it does not answer within a minute
    public static EmbeddedDynamoDb start(int port) throws IOException {
        var server = new EmbeddedDynamoDb(bindable(port), AotCache.ofProperties());
        try {
            server.awaitAnswer();
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /// Returns the address for an SDK client, which may use any region and any credentials.
    public URI endpoint() {
        return URI.create("http://localhost:" + port);
    }

    /// Ends the process and deletes everything that was stored. The port is free on return.
    @Override
    public void close() {
        if (!cache.isRecorded() || !closesInput()) {
            process.destroyForcibly();
        }
        process.onExit().join();
    }

    private boolean closesInput() {
        try {
            process.getOutputStream().close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Returns the port, or a free one for 0.
    private static int bindable(int port) throws IOException {
        try (var socket = new ServerSocket(port)) {
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new PortUnavailableException(port, e);
        }
    }

    private static Process launch(int port, AotCache cache) throws IOException {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED"));
        words.addAll(cache.options());
        words.addAll(
                List.of(
                        EmbeddedServer.class.getName(),
                        "-inMemory",
                        "-sharedDb",
                        "-disableTelemetry",
                        "-port",
                        Integer.toString(port)));
        var builder = new ProcessBuilder(words);
        // Uses the environment, because a class path may be too long for an argument.
        builder.environment().put("CLASSPATH", classPath());
        builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
        return builder.redirectOutput(Redirect.DISCARD).start();
    }

    private static String classPath() {
        var own = System.getProperty("java.class.path");
        var jar = System.getProperty("sluice.dynamodb-local");
        return jar == null ? own : own + File.pathSeparator + jar;
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

    /// Accepts any HTTP status as an answer: a request without a signature gets 400. Uses no
    /// `HttpURLConnection`, whose settings the client of the engine sets before it is used first.
    private boolean answers() {
        try (var socket = new Socket()) {
            var limit = (int) START_LIMIT.toMillis();
            socket.connect(new InetSocketAddress(endpoint().getHost(), port), limit);
            socket.setSoTimeout(limit);
            socket.getOutputStream()
                    .write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Returns whether the process ends before the next attempt is due.
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

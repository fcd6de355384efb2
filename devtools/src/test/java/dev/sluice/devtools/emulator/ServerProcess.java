// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.emulator;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A server as a process of this machine.
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    private static final long SECONDS_TO_STOP = 10;

    private final Path log;
    private final Process process;

    private ServerProcess(Path log, Process process) {
        this.log = log;
        this.process = process;
    }

    /// Starts a server, and returns when it answers.
    ///
    /// @param name of its log
    /// @param health an address that it answers with 200
    static ServerProcess start(String name, ProcessBuilder command, URI health)
            throws IOException, InterruptedException {
        var log = Files.createTempFile(Path.of("target"), name, ".log").toAbsolutePath();
        var process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var server = new ServerProcess(log, process);
        try {
            server.await(health);
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void await(URI health) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(health)) {
            if (process.waitFor(POLL_INTERVAL) || System.nanoTime() > deadline) {
                throw new IOException("The server did not start:\n" + log());
            }
        }
    }

    private static boolean answers(URI health) throws InterruptedException {
        var request = HttpRequest.newBuilder(health).timeout(PATIENCE).build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// Returns what the server has logged until now.
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.emulator;

import dev.sluice.embedded.EmbeddedDynamoDb;

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

/// LocalStack as a process of this machine, with the embedded DynamoDB as its DynamoDB.
public final class LocalStack implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
    private static final long SECONDS_TO_STOP = 10;

    private final Installation installation;
    private final EmbeddedDynamoDb dynamoDb;
    private final URI url;
    private final Path log;
    private final Process process;

    private LocalStack(Installation installation, EmbeddedDynamoDb dynamoDb, int port)
            throws IOException {
        this.installation = installation;
        this.dynamoDb = dynamoDb;
        this.url = URI.create("http://localhost:" + port);
        this.log = Files.createTempFile(Path.of("target"), "localstack", ".log").toAbsolutePath();
        this.process = launch(port);
    }

    /// Starts on a free port, and returns when LocalStack answers. Installs it if it is not here.
    ///
    /// @throws NotInstalledException if this machine cannot install LocalStack
    public static LocalStack start()
            throws IOException, InterruptedException, NotInstalledException {
        var installation = Installation.make();
        var localStack = new LocalStack(installation, EmbeddedDynamoDb.start(), freePort());
        try {
            localStack.awaitAnswer();
            return localStack;
        } catch (IOException | InterruptedException | RuntimeException e) {
            localStack.close();
            throw e;
        }
    }

    private Process launch(int port) throws IOException {
        var directory = Files.createTempDirectory(Path.of("target"), "localstack").toAbsolutePath();
        var builder =
                new ProcessBuilder(
                                installation.python(),
                                Installation.SOURCES.resolve("start.py").toString())
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.put("DISABLE_EVENTS", "1");
        environment.put("DNS_ADDRESS", "0");
        environment.put("DYNAMODB_LOCAL_PORT", Integer.toString(dynamoDb.endpoint().getPort()));
        environment.put("FILESYSTEM_ROOT", directory.toString());
        environment.put("GATEWAY_LISTEN", "127.0.0.1:" + port);
        environment.put("OVERRIDE_IN_DOCKER", "0");
        environment.put("SKIP_SSL_CERT_DOWNLOAD", "1");
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (process.waitFor(POLL_INTERVAL) || System.nanoTime() > deadline) {
                throw new IOException("LocalStack did not start:\n" + Files.readString(log));
            }
        }
    }

    private boolean answers() throws InterruptedException {
        var request =
                HttpRequest.newBuilder(url.resolve("/_localstack/health"))
                        .timeout(PATIENCE)
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    public URI url() {
        return url;
    }

    Installation installation() {
        return installation;
    }

    /// Returns what LocalStack has logged until now.
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
        dynamoDb.close();
    }
}

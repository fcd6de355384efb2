// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.emulator;

import dev.sluice.embedded.EmbeddedDynamoDb;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// LocalStack as a process of this machine, with the embedded DynamoDB as its DynamoDB.
public final class LocalStack implements AutoCloseable {
    private final Installation installation;
    private final EmbeddedDynamoDb dynamoDb;
    private final URI url;
    private final ServerProcess server;

    private LocalStack(Installation installation, EmbeddedDynamoDb dynamoDb, int port)
            throws IOException, InterruptedException {
        this.installation = installation;
        this.dynamoDb = dynamoDb;
        this.url = URI.create("http://localhost:" + port);
        this.server =
                ServerProcess.start(
                        "localstack", command(port), url.resolve("/_localstack/health"));
    }

    /// Starts on a free port, and returns when LocalStack answers. Installs it if it is not here.
    ///
    /// @throws NotInstalledException if this machine cannot install LocalStack
    public static LocalStack start()
            throws IOException, InterruptedException, NotInstalledException {
        var installation = Installation.make();
        var dynamoDb = EmbeddedDynamoDb.start();
        try {
            return new LocalStack(installation, dynamoDb, ServerProcess.freePort());
        } catch (IOException | InterruptedException | RuntimeException e) {
            dynamoDb.close();
            throw e;
        }
    }

    private ProcessBuilder command(int port) throws IOException {
        var directory = Files.createTempDirectory(Path.of("target"), "localstack").toAbsolutePath();
        var builder =
                new ProcessBuilder(
                                installation.python(),
                                Installation.SOURCES.resolve("start.py").toString())
                        .directory(directory.toFile());
        var environment = builder.environment();
        environment.put("DISABLE_EVENTS", "1");
        environment.put("DNS_ADDRESS", "0");
        environment.put("DYNAMODB_LOCAL_PORT", Integer.toString(dynamoDb.endpoint().getPort()));
        environment.put("FILESYSTEM_ROOT", directory.toString());
        environment.put("GATEWAY_LISTEN", "127.0.0.1:" + port);
        environment.put("OVERRIDE_IN_DOCKER", "0");
        environment.put("SKIP_SSL_CERT_DOWNLOAD", "1");
        return builder;
    }

    public URI url() {
        return url;
    }

    Installation installation() {
        return installation;
    }

    /// Returns what LocalStack has logged until now.
    String log() throws IOException {
        return server.log();
    }

    @Override
    public void close() {
        server.close();
        dynamoDb.close();
    }
}

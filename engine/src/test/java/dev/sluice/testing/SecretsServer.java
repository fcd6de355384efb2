// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/// A Secrets Manager with one secret.
///
/// Source: AWS Secrets Manager API Reference, "GetSecretValue", "PutSecretValue".
public final class SecretsServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final String name;
    private final List<String> asked = new ArrayList<>();
    private @Nullable Version current;
    private @Nullable Version previous;
    private boolean failing;
    private int denials;

    private record Version(String text, Instant created) {}

    private SecretsServer(HttpServer server, String name) {
        this.server = server;
        this.name = name;
    }

    public static SecretsServer of(String name) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var server = new SecretsServer(http, name);
        http.createContext("/", server::handle);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
        return server;
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /// Adds the newest version. The current version becomes the previous one.
    public synchronized SecretsServer put(String text, Instant created) {
        previous = current;
        current = new Version(text, created);
        return this;
    }

    /// Sets whether each request fails from now on.
    public synchronized SecretsServer failing(boolean fails) {
        failing = fails;
        return this;
    }

    /// Denies this many requests from now on.
    public synchronized SecretsServer denying(int requests) {
        denials = requests;
        return this;
    }

    /// Returns the versions that were requested since the last call.
    public synchronized List<String> asked() {
        var stages = List.copyOf(asked);
        asked.clear();
        return stages;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var stage = request.path("VersionStage").asText();
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            var reply = reply(target, request.path("SecretId").asText(), stage);
            var body = JSON.writeValueAsBytes(reply);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(reply.containsKey("__type") ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Map<String, Object> reply(String target, String id, String stage) {
        asked.add(stage);
        if (failing || denials-- > 0 || !target.equals("secretsmanager.GetSecretValue")) {
            return Map.of("__type", "AccessDeniedException", "Message", "canary " + id);
        }
        var version = stage.equals("AWSCURRENT") ? current : previous;
        if (version == null || !id.equals(name)) {
            return Map.of("__type", "ResourceNotFoundException", "Message", "canary " + id);
        }
        return Map.of(
                "Name",
                name,
                "SecretString",
                version.text(),
                "CreatedDate",
                version.created().toEpochMilli() / 1000.0,
                "VersionStages",
                List.of(stage));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A Secrets Manager with one secret, which has a text for each stage.
final class SecretsManager implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final double LONG_AGO = 1.0e9;

    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final HttpServer server;

    SecretsManager() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /// Adds a version. The current version becomes the previous one.
    void put(String text) {
        var previous = texts.put("AWSCURRENT", text);
        if (previous != null) {
            texts.put("AWSPREVIOUS", previous);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = JSON.readTree(exchange.getRequestBody());
            var text = texts.get(request.path("VersionStage").asText());
            var reply =
                    JSON.writeValueAsBytes(
                            text == null
                                    ? Map.of("__type", "ResourceNotFoundException")
                                    : Map.of("SecretString", text, "CreatedDate", LONG_AGO));
            exchange.sendResponseHeaders(text == null ? 400 : 200, reply.length);
            exchange.getResponseBody().write(reply);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Executors;

/// A server of AWS's JSON protocol, on any free port.
///
/// Source: Smithy 2.0, "AWS JSON 1.1 protocol".
final class AwsJsonServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Service service;

    /// @param target the service and the operation, such as `AmazonSSM.GetParameter`
    /// @param authorization the signature
    record Request(String target, String authorization, JsonNode body) {}

    interface Service {
        /// Returns the reply, which is an error if it has the member `__type`, or null to end the
        /// connection without one.
        @Nullable Map<String, ?> answer(Request request);
    }

    AwsJsonServer(Service service) throws IOException {
        this.service = service;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            var reply =
                    service.answer(
                            new Request(
                                    headers.getFirst("X-Amz-Target"),
                                    headers.getFirst("Authorization"),
                                    JSON.readTree(exchange.getRequestBody().readAllBytes())));
            if (reply != null) {
                var body = JSON.writeValueAsBytes(reply);
                exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
                exchange.sendResponseHeaders(reply.containsKey("__type") ? 400 : 200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// A Systems Manager with one parameter.
///
/// Source: AWS Systems Manager API Reference, "GetParameter".
public final class ParametersServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final String name;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> signatures = new ArrayList<>();
    private String value = "{}";
    private boolean failing;
    private boolean silent;

    private ParametersServer(HttpServer server, String name) {
        this.server = server;
        this.name = name;
    }

    public static ParametersServer of(String name) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var server = new ParametersServer(http, name);
        http.createContext("/", server::handle);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
        return server;
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    public synchronized ParametersServer put(String text) {
        value = text;
        return this;
    }

    /// Sets whether each request fails from now on.
    public synchronized void failing(boolean fails) {
        failing = fails;
    }

    /// Sets whether requests get no answer from now on.
    public synchronized void silent(boolean is) {
        silent = is;
    }

    /// Returns the headers `Authorization` of the requests since the last call.
    public synchronized List<String> signatures() {
        var since = List.copyOf(signatures);
        signatures.clear();
        return since;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var headers = exchange.getRequestHeaders();
            var known =
                    "AmazonSSM.GetParameter".equals(headers.getFirst("X-Amz-Target"))
                            && request.path("Name").asText().equals(name);
            Map<String, Object> reply;
            synchronized (this) {
                signatures.add(headers.getFirst("Authorization"));
                reply =
                        failing || !known
                                ? Map.of("__type", "ParameterNotFound", "message", "canary")
                                : Map.of("Parameter", Map.of("Name", name, "Value", value));
            }
            awaitCloseIfSilent();
            var body = JSON.writeValueAsBytes(reply);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(reply.containsKey("__type") ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void awaitCloseIfSilent() {
        boolean waits;
        synchronized (this) {
            waits = silent;
        }
        try {
            if (waits) {
                closed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

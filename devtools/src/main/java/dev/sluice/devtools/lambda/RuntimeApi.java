// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.sluice.devtools.http.HttpServers;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// Lambda's Runtime API, for one instance of a function. The instance asks this HTTP server for
/// work and reports the results to it.
///
/// Sources: AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes"; for the
/// paths under `restore`, Lambda's Java runtime interface client.
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String NEXT = ROOT + "invocation/next";
    private static final String INVOCATION = ROOT + "invocation/";

    /// The largest response that Lambda accepts, in bytes.
    private static final int RESPONSE_LIMIT = 6_291_556;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Void> prepared = new CompletableFuture<>();
    private final CompletableFuture<Void> restored = new CompletableFuture<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<String>> responses = new ConcurrentHashMap<>();

    private RuntimeApi(HttpServer server) {
        this.server = server;
    }

    /// @param port 0 for any free port
    static RuntimeApi open(int port, Credentials credentials) throws IOException {
        var api = new RuntimeApi(HttpServers.openLoopback(port));
        api.server.setExecutor(api.threads);
        api.server.createContext(ROOT, api::answer);
        api.server.createContext(CredentialsEndpoint.PATH, new CredentialsEndpoint(credentials));
        api.server.start();
        return api;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// Returns the host and port.
    String address() {
        return "127.0.0.1:" + port();
    }

    URI credentialsUrl() {
        return URI.create("http://" + address() + CredentialsEndpoint.PATH);
    }

    /// Completes when the hooks before the snapshot have run, or fails with a [FunctionFault].
    CompletableFuture<Void> prepared() {
        return prepared;
    }

    /// Lets a prepared instance continue, as one that was restored.
    void restore() {
        restored.complete(null);
    }

    /// Completes when the instance has asked for work, or fails with a [FunctionFault].
    CompletableFuture<Void> ready() {
        return ready;
    }

    /// Returns the response, or fails with a [FunctionFault].
    CompletableFuture<String> invoke(Invocation invocation) {
        var response = new CompletableFuture<String>();
        responses.put(invocation.requestId(), response);
        var _ = response.whenComplete((_, _) -> responses.remove(invocation.requestId()));
        waiting.add(invocation);
        return response;
    }

    /// Fails everything that the ended process has not reported yet.
    void ended(int exitCode) {
        fail(FunctionFault.exited(phase(), exitCode));
    }

    private Phase phase() {
        if (ready.isDone()) {
            return Phase.INVOKE;
        }
        return restored.isDone() ? Phase.RESTORE : Phase.INIT;
    }

    private void fail(FunctionFault fault) {
        prepared.completeExceptionally(fault);
        ready.completeExceptionally(fault);
        responses.values().forEach(response -> response.completeExceptionally(fault));
    }

    @SuppressWarnings("try") // The exchange is ended, whatever it was about.
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod() + " " + path) {
                case "GET " + NEXT -> next(exchange);
                case "GET " + ROOT + "restore/next" -> restoreNext(exchange);
                case "POST " + ROOT + "init/error", "POST " + ROOT + "restore/error" -> {
                    fail(fault(exchange, phase()));
                    send(exchange, 202, "{\"status\":\"OK\"}");
                }
                default -> report(exchange, path);
            }
        } catch (InterruptedException e) {
            // The API is closed.
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.complete(null);
        var invocation = waiting.take();
        invocation.headers().forEach(exchange.getResponseHeaders()::set);
        send(exchange, 200, invocation.event());
    }

    private void restoreNext(HttpExchange exchange) throws IOException {
        prepared.complete(null);
        restored.join();
        exchange.sendResponseHeaders(200, -1);
    }

    /// Handles `POST invocation/ID/response` and `POST invocation/ID/error`.
    private void report(HttpExchange exchange, String path) throws IOException {
        var parts = path.startsWith(INVOCATION) ? path.substring(INVOCATION.length()) : "";
        var response = responses.get(parts.replaceFirst("/.*", ""));
        if (response == null) {
            send(exchange, 400, "{\"errorType\":\"InvalidRequestID\"}");
        } else if (parts.endsWith("/error")) {
            response.completeExceptionally(fault(exchange, Phase.INVOKE));
            send(exchange, 202, "{\"status\":\"OK\"}");
        } else {
            respond(exchange, response);
        }
    }

    private static void respond(HttpExchange exchange, CompletableFuture<String> response)
            throws IOException {
        var body = exchange.getRequestBody().readNBytes(RESPONSE_LIMIT + 1);
        if (body.length > RESPONSE_LIMIT) {
            response.completeExceptionally(
                    FunctionFault.reported(
                            Phase.INVOKE,
                            "Function.ResponseSizeTooLarge",
                            "its response is larger than %d bytes".formatted(RESPONSE_LIMIT)));
            send(exchange, 413, "{\"errorType\":\"RequestEntityTooLarge\"}");
        } else {
            response.complete(new String(body, StandardCharsets.UTF_8));
            send(exchange, 202, "{\"status\":\"OK\"}");
        }
    }

    private static FunctionFault fault(HttpExchange exchange, Phase phase) throws IOException {
        var error = new JsonMapper().readTree(exchange.getRequestBody());
        return FunctionFault.reported(
                phase,
                error.path("errorType").asText("Error"),
                error.path("errorMessage").asText("no message"));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        restored.cancel(false);
    }
}

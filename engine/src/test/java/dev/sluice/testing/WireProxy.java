// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A proxy in front of DynamoDB that records every request. A hook may delay a request, answer it
/// instead of DynamoDB, or change the answer.
public final class WireProxy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "X-Amz-Target";

    /// Connections that the system accepts before the proxy does. With fewer, a test that opens
    /// many at once gets connect timeouts.
    private static final int BACKLOG = 1_024;

    private static final String DEFAULT_TYPE = "application/x-amz-json-1.0";

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI dynamoDb;
    private final List<Call> calls = new ArrayList<>();
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile Hook hook = (request, next) -> next.forward(request.body());

    /// One request with an answer.
    ///
    /// @param operation for example `BatchGetItem`
    /// @param start from `System.nanoTime`
    /// @param end from `System.nanoTime`
    public record Call(String operation, JsonNode body, long start, long end) {
        public boolean overlaps(Call other) {
            return start < other.end && other.start < end;
        }
    }

    /// @param operation for example `Query`
    public record Request(String operation, JsonNode body) {}

    /// @param broken whether the connection ends in the middle of the body
    /// @param corrupt whether the checksum of the body is wrong
    /// @param dripping whether the body arrives byte by byte, and never as a whole
    /// @param body a missing node if the reply is empty
    public record Reply(
            int status, JsonNode body, boolean broken, boolean corrupt, boolean dripping) {
        public Reply(int status, JsonNode body) {
            this(status, body, false, false, false);
        }

        /// Returns a reply without a body.
        public static Reply empty(int status) {
            return new Reply(status, MissingNode.getInstance());
        }

        /// Returns the same reply without its second half.
        public Reply half() {
            return new Reply(status, body, true, corrupt, dripping);
        }

        /// Returns the same reply with a wrong checksum.
        public Reply withWrongChecksum() {
            return new Reply(status, body, broken, true, dripping);
        }

        /// Returns the same reply, of which each byte comes late.
        public Reply drop() {
            return new Reply(status, body, broken, corrupt, true);
        }

        /// Returns an error in DynamoDB's form.
        public static Reply error(int status, String code) {
            var body =
                    JSON.createObjectNode()
                            .put("__type", "com.amazonaws.dynamodb.v20120810#" + code)
                            .put("message", "injected");
            return new Reply(status, body);
        }

        /// Returns DynamoDB's answer to a cancelled transaction.
        ///
        /// @param codes one for each of its actions
        public static Reply cancelled(String... codes) {
            var body =
                    JSON.createObjectNode()
                            .put(
                                    "__type",
                                    "com.amazonaws.dynamodb.v20120810#TransactionCanceledException")
                            .put("Message", "injected");
            var reasons = body.putArray("CancellationReasons");
            for (var code : codes) {
                reasons.addObject().put("Code", code);
            }
            return new Reply(400, body);
        }
    }

    /// Sends a request to DynamoDB.
    @FunctionalInterface
    public interface Forward {
        Reply forward(JsonNode body) throws IOException, InterruptedException;
    }

    @FunctionalInterface
    public interface Hook {
        Reply handle(Request request, Forward next) throws IOException, InterruptedException;
    }

    private WireProxy(HttpServer server, URI dynamoDb) {
        this.server = server;
        this.dynamoDb = dynamoDb;
    }

    public static WireProxy before(URI dynamoDb) throws IOException {
        var server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        var proxy = new WireProxy(server, dynamoDb);
        server.createContext("/", proxy::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return proxy;
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    public void hook(Hook hook) {
        this.hook = hook;
    }

    /// Forgets the calls and the hook.
    public void reset() {
        hook = (request, next) -> next.forward(request.body());
        arrived.set(0);
        synchronized (calls) {
            calls.clear();
        }
    }

    /// Returns the calls that were answered since the start or the last `reset`.
    public List<Call> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /// Returns how many requests arrived since then, answered or not.
    public int arrived() {
        return arrived.get();
    }

    public List<String> operations() {
        return calls().stream().map(Call::operation).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        try (exchange) {
            var sent = JSON.readTree(exchange.getRequestBody().readAllBytes());
            String target = exchange.getRequestHeaders().getFirst(TARGET);
            var request = new Request(target.substring(target.indexOf('.') + 1), sent);
            arrived.incrementAndGet();
            var reply = hook.handle(request, body -> forward(exchange, body));
            var answer =
                    reply.body().isMissingNode()
                            ? new byte[0]
                            : JSON.writeValueAsBytes(reply.body());
            synchronized (calls) {
                calls.add(new Call(request.operation(), request.body(), start, System.nanoTime()));
            }
            exchange.getResponseHeaders().add("Content-Type", DEFAULT_TYPE);
            if (reply.corrupt()) {
                exchange.getResponseHeaders().add("x-amz-crc32", "1");
            }
            exchange.sendResponseHeaders(reply.status(), answer.length == 0 ? -1 : answer.length);
            int length = reply.broken() ? answer.length / 2 : answer.length;
            if (reply.dripping()) {
                drip(exchange.getResponseBody(), answer);
            }
            exchange.getResponseBody().write(answer, 0, length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Writes until the other side ends the connection, or all but the last byte is written.
    private static void drip(OutputStream body, byte[] answer)
            throws IOException, InterruptedException {
        for (int i = 0; i < answer.length - 1; i++) {
            body.write(answer[i]);
            body.flush();
            Thread.sleep(200);
        }
        throw new IOException("the last byte never comes");
    }

    private Reply forward(HttpExchange exchange, JsonNode body)
            throws IOException, InterruptedException {
        var headers = exchange.getRequestHeaders();
        var request =
                HttpRequest.newBuilder(dynamoDb)
                        .header(TARGET, headers.getFirst(TARGET))
                        .header("Authorization", headers.getFirst("Authorization"))
                        .header("X-Amz-Date", headers.getFirst("X-Amz-Date"))
                        .header("Content-Type", DEFAULT_TYPE)
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                        .build();
        var response = client.send(request, BodyHandlers.ofByteArray());
        return new Reply(response.statusCode(), JSON.readTree(response.body()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/// A proxy in front of DynamoDB. It records the requests, and makes writes fail if a case needs
/// that.
public final class RecordingProxy implements AutoCloseable {
    private static final List<String> HANDED_ON =
            List.of("X-Amz-Target", "Authorization", "X-Amz-Date", "Content-Type");

    private static final Set<String> WRITES =
            Set.of("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI dynamoDb;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private List<Request> requests = new ArrayList<>();
    private List<String> applied = new ArrayList<>();
    private boolean hindered;

    /// A request to DynamoDB.
    ///
    /// @param operation such as `Query`
    /// @param body the JSON that was sent
    public record Request(String operation, String body) {}

    /// The requests that were sent.
    ///
    /// @param requests in the order of their arrival
    /// @param applied the writes among them that DynamoDB executed
    /// @param hindered whether one of them met a `Fault`
    public record Seen(List<Request> requests, List<String> applied, boolean hindered) {
        /// Returns the operation of each request.
        public List<String> operations() {
            return requests.stream().map(Request::operation).toList();
        }
    }

    private RecordingProxy(HttpServer server, URI dynamoDb) {
        this.server = server;
        this.dynamoDb = dynamoDb;
    }

    public static RecordingProxy before(URI dynamoDb) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var proxy = new RecordingProxy(server, dynamoDb);
        server.createContext("/", proxy::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return proxy;
    }

    public URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /// Makes each of the next writes meet the fault.
    public void spoil(int writes, Fault fault) {
        faults.addAll(Collections.nCopies(writes, fault));
    }

    /// Returns what was sent since the last call.
    public synchronized Seen taken() {
        var seen = new Seen(List.copyOf(requests), List.copyOf(applied), hindered);
        requests = new ArrayList<>();
        applied = new ArrayList<>();
        hindered = false;
        return seen;
    }

    /// Stops making writes fail.
    public void repair() {
        faults.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            var operation = target.substring(target.indexOf('.') + 1);
            var body = exchange.getRequestBody().readAllBytes();
            var fault = noted(new Request(operation, new String(body, StandardCharsets.UTF_8)));
            if (fault == null) {
                reply(exchange, forwarded(exchange, operation, body), 1);
                return;
            }
            switch (fault) {
                case Fault.Answer(var status, var json) -> {
                    var bytes = json.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
                case Fault.LostRequest _ -> {}
                case Fault.LostReply _ -> forwarded(exchange, operation, body);
                case Fault.HalfReply _ -> reply(exchange, forwarded(exchange, operation, body), 2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Fault noted(Request request) {
        requests.add(request);
        var fault = WRITES.contains(request.operation()) ? faults.poll() : null;
        hindered |= fault != null;
        return fault;
    }

    private HttpResponse<byte[]> forwarded(HttpExchange exchange, String operation, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(dynamoDb).POST(BodyPublishers.ofByteArray(body));
        var headers = exchange.getRequestHeaders();
        HANDED_ON.forEach(name -> request.header(name, headers.getFirst(name)));
        var response = client.send(request.build(), BodyHandlers.ofByteArray());
        if (WRITES.contains(operation) && response.statusCode() == 200) {
            synchronized (this) {
                applied.add(operation);
            }
        }
        return response;
    }

    /// @param part divides the body: 2 sends the first half
    private static void reply(HttpExchange exchange, HttpResponse<byte[]> response, int part)
            throws IOException {
        var body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), body.length);
        exchange.getResponseBody().write(body, 0, body.length / part);
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }
}

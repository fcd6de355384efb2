// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
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

/// Stands before DynamoDB and notes which operations are sent on the wire.
final class RecordingProxy implements AutoCloseable {
    private static final List<String> HANDED_ON =
            List.of("X-Amz-Target", "Authorization", "X-Amz-Date", "Content-Type");

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI dynamoDb;
    private final List<String> operations = new ArrayList<>();

    private RecordingProxy(HttpServer server, URI dynamoDb) {
        this.server = server;
        this.dynamoDb = dynamoDb;
    }

    static RecordingProxy before(URI dynamoDb) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var proxy = new RecordingProxy(server, dynamoDb);
        server.createContext("/", proxy::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return proxy;
    }

    URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /// The operations since the last call, such as `Query`.
    List<String> taken() {
        synchronized (operations) {
            var taken = List.copyOf(operations);
            operations.clear();
            return taken;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            var target = headers.getFirst("X-Amz-Target");
            synchronized (operations) {
                operations.add(target.substring(target.indexOf('.') + 1));
            }
            var request =
                    HttpRequest.newBuilder(dynamoDb)
                            .POST(
                                    BodyPublishers.ofByteArray(
                                            exchange.getRequestBody().readAllBytes()));
            HANDED_ON.forEach(name -> request.header(name, headers.getFirst(name)));
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(response.statusCode(), response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// EventBridge's PutEvents and SQS's SendMessage, with faults.
public final class FakeAws implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile Faults faults = new Faults() {};

    /// What goes wrong. Each method is asked for each request, or for each entry.
    public interface Faults {
        default Cut cut() {
            return Cut.NOTHING;
        }

        /// Returns the error of one entry, or an empty text.
        default String ofEntry(String event) {
            return "";
        }

        /// Returns the error of a whole request, or an empty text.
        default String ofRequest(List<String> events) {
            return "";
        }

        default boolean isQueueDown() {
            return false;
        }
    }

    /// When the connection ends.
    public enum Cut {
        NOTHING,
        BEFORE_IT_IS_DONE,
        BEFORE_THE_REPLY
    }

    public FakeAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public void fails(Faults like) {
        faults = like;
    }

    /// Returns the details of all entries that were accepted, in order.
    public List<String> events() {
        return List.copyOf(events);
    }

    /// Returns the bodies of all messages that were accepted, in order.
    public List<String> messages() {
        return List.copyOf(messages);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = JSON.readTree(exchange.getRequestBody());
            var isSigned =
                    exchange.getRequestHeaders()
                            .getFirst("Authorization")
                            .startsWith("AWS4-HMAC-SHA256 ");
            if (!isSigned) {
                reply(exchange, 403, JSON.createObjectNode().put("__type", "AccessDenied"));
                return;
            }
            switch (exchange.getRequestHeaders().getFirst("X-Amz-Target")) {
                case "AWSEvents.PutEvents" -> put(exchange, request);
                case "AmazonSQS.SendMessage" -> {
                    if (faults.isQueueDown()) {
                        reply(exchange, 500, JSON.createObjectNode());
                    } else {
                        messages.add(request.path("MessageBody").asText());
                        reply(exchange, 200, JSON.createObjectNode().put("MessageId", "1"));
                    }
                }
                default -> reply(exchange, 404, JSON.createObjectNode());
            }
        }
    }

    private void put(HttpExchange exchange, JsonNode request) throws IOException {
        var details = request.path("Entries").findValuesAsText("Detail");
        var cut = faults.cut();
        var error = faults.ofRequest(details);
        if (cut == Cut.BEFORE_IT_IS_DONE) {
            return;
        }
        if (!error.isEmpty()) {
            reply(exchange, 400, JSON.createObjectNode().put("__type", "x#" + error));
            return;
        }
        var answer = JSON.createObjectNode();
        var entries = answer.putArray("Entries");
        for (var detail : details) {
            var fault = faults.ofEntry(detail);
            if (fault.isEmpty()) {
                events.add(detail);
                entries.addObject().put("EventId", "e" + events.size());
            } else {
                entries.addObject().put("ErrorCode", fault);
            }
        }
        if (cut == Cut.NOTHING) {
            reply(exchange, 200, answer);
        }
    }

    private static void reply(HttpExchange exchange, int status, JsonNode body) throws IOException {
        var text = JSON.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// The queues of SQS, and EventBridge's PutEvents, which gives chosen entries an error. A message
/// that was received stays hidden.
public final class FakeAws implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Map<String, Map<String, String>> queues = new ConcurrentHashMap<>();
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();
    private final Map<String, String> errors = new ConcurrentHashMap<>();

    public FakeAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// Gives the entry of an event an error.
    public void fails(String event, String error) {
        errors.put(event, error);
    }

    /// Returns the details of all entries that were accepted, in order.
    public List<String> events() {
        return List.copyOf(events);
    }

    public void send(String queue, String body) {
        var messages = messages(queue);
        messages.put("m%06d".formatted(messages.size() + 1), body);
    }

    /// Returns the bodies of the messages that are in a queue, the oldest first.
    public List<String> waiting(String queue) {
        return List.copyOf(messages(queue).values());
    }

    private Map<String, String> messages(String queue) {
        return queues.computeIfAbsent(queue, _ -> new ConcurrentSkipListMap<>());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = JSON.readTree(exchange.getRequestBody());
            var queue = request.path("QueueUrl").asText();
            var answer = JSON.createObjectNode();
            var status = 200;
            switch (exchange.getRequestHeaders().getFirst("X-Amz-Target")) {
                case "AWSEvents.PutEvents" -> put(request, answer.putArray("Entries")::addObject);
                case "AmazonSQS.SendMessage" -> send(queue, request.path("MessageBody").asText());
                case "AmazonSQS.ReceiveMessage" -> {
                    var most = request.path("MaxNumberOfMessages").asInt();
                    receive(queue, most, answer.putArray("Messages")::addObject);
                }
                case "AmazonSQS.DeleteMessage" ->
                        messages(queue).remove(request.path("ReceiptHandle").asText());
                case "AmazonSQS.GetQueueAttributes" -> {
                    if (queue.endsWith("/none")) {
                        status = 400;
                        answer.put("__type", "com.amazonaws.sqs#QueueDoesNotExist");
                    }
                    answer.putObject("Attributes")
                            .put("ApproximateNumberOfMessages", "" + waiting(queue).size());
                }
                default -> status = 404;
            }
            var text = JSON.writeValueAsBytes(answer);
            exchange.sendResponseHeaders(status, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private void put(JsonNode request, Supplier<ObjectNode> entries) {
        for (var detail : request.path("Entries").findValuesAsText("Detail")) {
            if (errors.get(detail) instanceof String error) {
                entries.get().put("ErrorCode", error);
            } else {
                events.add(detail);
                entries.get().put("EventId", "e" + events.size());
            }
        }
    }

    private void receive(String queue, int most, Supplier<ObjectNode> received) {
        messages(queue).entrySet().stream()
                .filter(message -> !hidden.contains(queue + message.getKey()))
                .limit(most)
                .forEach(message -> {
                    hidden.add(queue + message.getKey());
                    var node = received.get();
                    node.put("MessageId", message.getKey())
                            .put("ReceiptHandle", message.getKey())
                            .put("Body", message.getValue());
                    node.putObject("Attributes").put("SentTimestamp", "1790000000000");
                });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

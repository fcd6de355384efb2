// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.sluice.devtools.http.HttpServers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/// Answers reads of DynamoDB from memory, after a delay, and counts them. So a benchmark measures
/// the function and not a database. It knows projections and limits, and neither filters nor
/// cursors.
final class StubDynamoDb implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PARTITION = Pattern.compile("=\\s*(:\\w+)");
    private static final int UNIT_BYTES = 4_096;

    /// One of so many requests is slow.
    private static final int RARE = 100;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong requests = new AtomicLong();
    private final LongAdder halfUnits = new LongAdder();
    private volatile Latency latency = Latency.NONE;

    /// How long requests take, in milliseconds.
    ///
    /// @param rare of one request in a hundred
    record Latency(int usual, int rare) {
        static final Latency NONE = new Latency(0, 0);

        int of(long request) {
            return request % RARE == 0 ? rare : usual;
        }
    }

    /// What was read since the start.
    record Reads(long requests, double units) {
        Reads since(Reads earlier) {
            return new Reads(requests - earlier.requests, units - earlier.units);
        }
    }

    StubDynamoDb() throws IOException {
        server = HttpServers.openLoopback(0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void latency(Latency wanted) {
        latency = wanted;
    }

    Reads reads() {
        return new Reads(requests.get(), halfUnits.sum() / 2.0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = JSON.readTree(exchange.getRequestBody());
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            var reply = JSON.writeValueAsBytes(reply(target.replaceFirst(".*\\.", ""), request));
            Thread.sleep(latency.of(requests.incrementAndGet()));
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.getResponseHeaders().set("x-amzn-RequestId", "0");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> reply(String operation, JsonNode request) {
        return switch (operation) {
            case "GetItem" -> one(request);
            case "BatchGetItem" -> batch(request.path("RequestItems"));
            case "Query" -> query(request);
            default -> Map.of();
        };
    }

    private Map<String, Object> one(JsonNode request) {
        var item = item(request.path("TableName").asText(), request, request.path("Key"));
        return item.isEmpty() ? Map.of() : Map.of("Item", item);
    }

    private Map<String, Object> batch(JsonNode tables) {
        var responses = new LinkedHashMap<String, Object>();
        for (var table : tables.properties()) {
            var items = new ArrayList<Map<String, Object>>();
            for (var key : table.getValue().path("Keys")) {
                items.add(item(table.getKey(), table.getValue(), key));
            }
            items.removeIf(Map::isEmpty);
            responses.put(table.getKey(), items);
        }
        return Map.of("Responses", responses, "UnprocessedKeys", Map.of());
    }

    private Map<String, Object> item(String table, JsonNode read, JsonNode key) {
        Map<String, Map<String, String>> names =
                JSON.convertValue(
                        key,
                        JSON.getTypeFactory()
                                .constructMapType(
                                        LinkedHashMap.class,
                                        JSON.constructType(String.class),
                                        JSON.getTypeFactory()
                                                .constructMapType(
                                                        Map.class, String.class, String.class)));
        var whole = Items.of(table, names);
        count(List.of(whole));
        return projected(whole, read);
    }

    private Map<String, Object> query(JsonNode request) {
        var condition = PARTITION.matcher(request.path("KeyConditionExpression").asText());
        if (!condition.find()) {
            throw new IllegalArgumentException(request.toString());
        }
        var partition =
                request.path("ExpressionAttributeValues").path(condition.group(1)).path("S");
        var most = request.path("Limit").asInt(Integer.MAX_VALUE);
        var page = Items.page(request.path("TableName").asText(), partition.asText(), most);
        count(page);
        var reply = new LinkedHashMap<String, Object>();
        reply.put("Items", page.stream().map(item -> projected(item, request)).toList());
        reply.put("Count", page.size());
        reply.put("ScannedCount", page.size());
        if (page.size() == most) {
            var last = new LinkedHashMap<>(page.getLast());
            last.keySet().retainAll(List.of("customerId", "topic", "id"));
            reply.put("LastEvaluatedKey", last);
        }
        return reply;
    }

    /// DynamoDB counts whole items, whatever is projected. All reads are eventually consistent.
    private void count(List<Map<String, Object>> items) {
        var bytes = items.stream().mapToInt(item -> item.toString().length()).sum();
        halfUnits.add(Math.max(1, Math.ceilDiv(bytes, UNIT_BYTES)));
    }

    private static Map<String, Object> projected(Map<String, Object> item, JsonNode read) {
        var expression = read.path("ProjectionExpression").asText();
        if (expression.isEmpty()) {
            return item;
        }
        var wanted = new HashSet<String>();
        for (var path : expression.split(",", -1)) {
            var name = path.strip().replaceFirst("[.\\[].*", "");
            wanted.add(read.path("ExpressionAttributeNames").path(name).asText(name));
        }
        var projected = new LinkedHashMap<>(item);
        projected.keySet().retainAll(wanted);
        return projected;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

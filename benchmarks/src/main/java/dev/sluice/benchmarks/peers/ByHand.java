// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

import static java.util.stream.Collectors.toMap;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Answers the canonical query with the same SDK, HTTP client and JSON library as Sluice.
public final class ByHand
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int ORDERS = 20;
    private static final AttributeValue NOTHING = AttributeValue.fromNul(true);
    private static final boolean TWO_WAVES = "2".equals(System.getenv("WAVES"));

    private final DynamoDbClient client =
            DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private record Customer(
            Map<String, AttributeValue> user,
            Map<String, AttributeValue> loyalty,
            List<Map<String, AttributeValue>> orders) {}

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        var claims = event.getRequestContext().getAuthorizer().getJwt().getClaims();
        var id = claims.getOrDefault("sub", "");
        var customer = TWO_WAVES ? inOneWave(id) : inTwoWaves(id);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withHeaders(Map.of("content-type", "application/json"))
                .withBody(json(customer, products(customer)))
                .build();
    }

    private Customer inOneWave(String id) {
        var items =
                later(() ->
                        client.batchGetItem(request ->
                                        request.requestItems(
                                                Map.of(
                                                        "Users",
                                                        keys("id", List.of(id)),
                                                        "Loyalty",
                                                        keys("customerId", List.of(id)))))
                                .responses());
        var orders = later(() -> orders(id));
        var found = items.join();
        return new Customer(
                found.getOrDefault("Users", List.of()).getFirst(),
                found.getOrDefault("Loyalty", List.of()).getFirst(),
                orders.join());
    }

    private Customer inTwoWaves(String id) {
        var user = item("Users", "id", id);
        var loyalty = later(() -> item("Loyalty", "customerId", id));
        var orders = later(() -> orders(id));
        return new Customer(user, loyalty.join(), orders.join());
    }

    private <T> CompletableFuture<T> later(Supplier<T> read) {
        return CompletableFuture.supplyAsync(read, threads);
    }

    private Map<String, AttributeValue> item(String table, String key, String id) {
        return client.getItem(request ->
                        request.tableName(table).key(Map.of(key, AttributeValue.fromS(id))))
                .item();
    }

    private List<Map<String, AttributeValue>> orders(String id) {
        return client.query(request ->
                        request.tableName("Orders")
                                .keyConditionExpression("customerId = :customer")
                                .expressionAttributeValues(
                                        Map.of(":customer", AttributeValue.fromS(id)))
                                .scanIndexForward(false)
                                .limit(ORDERS + 1))
                .items();
    }

    private Map<String, Map<String, AttributeValue>> products(Customer customer) {
        var ids =
                customer.orders().stream()
                        .limit(ORDERS)
                        .flatMap(order -> order.getOrDefault("lines", NOTHING).l().stream())
                        .map(line -> text(line.m(), "productId"))
                        .distinct()
                        .toList();
        var found =
                client.batchGetItem(request ->
                                request.requestItems(Map.of("Products", keys("id", ids))))
                        .responses();
        return found.getOrDefault("Products", List.of()).stream()
                .collect(toMap(product -> text(product, "id"), product -> product));
    }

    private static KeysAndAttributes keys(String name, List<String> ids) {
        return KeysAndAttributes.builder()
                .keys(ids.stream().map(id -> Map.of(name, AttributeValue.fromS(id))).toList())
                .build();
    }

    private static String json(
            Customer customer, Map<String, Map<String, AttributeValue>> products) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeObjectFieldStart("data");
            json.writeObjectFieldStart("me");
            strings(json, customer.user(), "name", "email");
            json.writeObjectFieldStart("loyalty");
            numbers(json, customer.loyalty(), "points");
            json.writeEndObject();
            json.writeObjectFieldStart("orders");
            json.writeArrayFieldStart("edges");
            for (var order : customer.orders().stream().limit(ORDERS).toList()) {
                json.writeStartObject();
                json.writeObjectFieldStart("node");
                order(json, order, products);
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("pageInfo");
            json.writeBooleanField("hasNextPage", customer.orders().size() > ORDERS);
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void order(
            JsonGenerator json,
            Map<String, AttributeValue> order,
            Map<String, Map<String, AttributeValue>> products)
            throws IOException {
        strings(json, order, "id", "status", "placedAt");
        json.writeStringField("total", number(order, "total"));
        json.writeArrayFieldStart("lines");
        for (var line : order.getOrDefault("lines", NOTHING).l()) {
            json.writeStartObject();
            numbers(json, line.m(), "quantity");
            json.writeStringField("unitPrice", number(line.m(), "unitPrice"));
            json.writeObjectFieldStart("product");
            strings(
                    json,
                    products.getOrDefault(text(line.m(), "productId"), Map.of()),
                    "name",
                    "imageUrl");
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void strings(
            JsonGenerator json, Map<String, AttributeValue> item, String... names)
            throws IOException {
        for (var name : names) {
            json.writeStringField(name, text(item, name));
        }
    }

    private static void numbers(
            JsonGenerator json, Map<String, AttributeValue> item, String... names)
            throws IOException {
        for (var name : names) {
            json.writeNumberField(name, Integer.parseInt(number(item, name)));
        }
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return item.getOrDefault(name, NOTHING).s();
    }

    private static String number(Map<String, AttributeValue> item, String name) {
        return item.getOrDefault(name, NOTHING).n();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import static dev.sluice.devtools.lambda.Stand.body;
import static dev.sluice.devtools.lambda.Stand.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.fault.FaultProxy;
import dev.sluice.devtools.redrive.FakeAws;
import dev.sluice.devtools.testing.ShopProject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The function that delivers events is a process of its own, which is killed with SIGKILL at
/// random, before and after its requests. The connections to the stream, to the event bus and to
/// the queue are cut. `-Dsluice.orders=5000` places more orders than the default.
class KilledConsumersIT {
    private static final int ORDERS = Integer.getInteger("sluice.orders", 60);
    private static final int POISON = 3;
    private static final long SEED = Long.getLong("sluice.seed", 19);
    private static final JsonMapper JSON = new JsonMapper();

    private final Random random = new Random(SEED);
    private final Map<String, List<String>> happened = new LinkedHashMap<>();
    private String price = "";

    @TempDir Path directory;

    @Test
    void nothing_is_lost_or_overtaken_and_what_comes_twice_has_one_id() throws Exception {
        var zip = directory.resolve("function.zip");
        ShopProject.copyWithEvents(zip);
        var artifact = new Artifact(zip);
        var havoc = new Havoc(new Random(SEED));
        try (var store = new Store(artifact);
                var aws = new FakeAws();
                var streams = FaultProxy.before(store.endpoint(), havoc::ofStream, havoc::after);
                var services =
                        FaultProxy.before(
                                URI.create(aws.url()), havoc::ofService, havoc::afterService);
                var api = deploy(store, artifact, "dev.sluice.function.GraphQLFunction", Map.of());
                var consumer =
                        deploy(
                                store,
                                artifact,
                                "dev.sluice.EventFunction",
                                Map.of(
                                        "AWS_ENDPOINT_URL",
                                        services.endpoint().toString(),
                                        "SLUICE_EVENT_BUS",
                                        "default",
                                        "SLUICE_DEAD_LETTERS",
                                        services.endpoint() + "/123/dead"))) {
            stockUp(store.client());
            var stream =
                    store.client()
                            .describeTable(r -> r.tableName("Events"))
                            .table()
                            .latestStreamArn();
            try (var mapping = new OutboxMapping(streams.endpoint(), stream, consumer)) {
                for (int i = 0; i < ORDERS; i++) {
                    order(api, i);
                    if (i % (ORDERS / POISON) == 0) {
                        poison(store.client(), i);
                    }
                    if (i % 5 == 4) {
                        mapping.poll();
                        if (mapping.isCalled()) {
                            havoc.aim(consumer);
                        }
                    }
                }
                havoc.rest();
                while (mapping.poll()) {}
            }
            check(aws, services.endpoint() + "/123/dead", havoc);
        }
    }

    private static LambdaFunction deploy(
            Store store, Artifact artifact, String handler, Map<String, String> variables) {
        var stand = new Stand(store);
        var configured = stand.configuration(false, Stand.TIMEOUT, variables);
        return LambdaFunction.deploy(
                artifact,
                Stand.RUNTIME_CLIENT,
                new FunctionConfiguration(
                        handler + "::handleRequest",
                        configured.memory(),
                        configured.timeout(),
                        false,
                        configured.credentials(),
                        configured.variables()),
                stand.log());
    }

    private static void stockUp(DynamoDbClient client) {
        client.updateItem(r ->
                r.tableName("Products")
                        .key(Map.of("id", s("p1")))
                        .updateExpression("SET stock = :s")
                        .expressionAttributeValues(Map.of(":s", AttributeValue.fromN("1000000"))));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private void order(LambdaFunction api, int number) throws Exception {
        var line = Map.of("productId", "p1", "quantity", 1, "unitPrice", price(api));
        var placed =
                body(
                        api.invoke(
                                        event(
                                                ShopProject.operation("PlaceOrder"),
                                                Map.of(
                                                        "clientRequestToken",
                                                        "token-" + number,
                                                        "input",
                                                        Map.of("lines", List.of(line)))))
                                .response());
        var id = placed.at("/data/placeOrder/id").asText();
        assertThat(id).as(placed.toString()).isNotEmpty();
        var told = happened.computeIfAbsent("Order/c1/" + id, _ -> new ArrayList<>());
        told.add("OrderPlaced");
        if (random.nextBoolean()) {
            var cancelled =
                    body(
                            api.invoke(
                                            event(
                                                    "mutation($id: ID!) { cancelOrder(id: $id, version: 1) { id } }",
                                                    Map.of("id", id)))
                                    .response());
            assertThat(cancelled.has("errors")).as(cancelled.toString()).isFalse();
            told.add("OrderCancelled");
        }
    }

    private String price(LambdaFunction api) throws Exception {
        if (price.isEmpty()) {
            price =
                    body(api.invoke(event("{ products(ids: [\"p1\"]) { price } }", Map.of()))
                                    .response())
                            .at("/data/products/0/price")
                            .asText();
        }
        return price;
    }

    /// Another application has written to the outbox.
    private static void poison(DynamoDbClient client, int number) {
        var text = s("poison" + number);
        client.putItem(r -> r.tableName("Events").item(Map.of("key", text, "event", text)));
    }

    private void check(FakeAws aws, String queue, Havoc havoc) throws Exception {
        var arrived = new LinkedHashMap<String, List<String>>();
        var texts = new LinkedHashMap<String, String>();
        for (var text : aws.events()) {
            var event = JSON.readTree(text);
            var known = texts.putIfAbsent(event.required("id").asText(), text);
            if (known == null) {
                arrived.computeIfAbsent(event.required("subject").asText(), _ -> new ArrayList<>())
                        .add(event.required("type").asText());
            } else {
                assertThat(text).isEqualTo(known);
            }
        }
        var dead = new HashSet<>(aws.waiting(queue));
        assertThat(arrived).isEqualTo(happened);
        assertThat(dead).hasSize(POISON).allMatch(text -> text.startsWith("poison"));
        assertThat(havoc.kills()).isPositive();
        assertThat(havoc.cuts()).isPositive();
        var again = aws.events().size() - texts.size();
        assertThat(again).isLessThanOrEqualTo((havoc.kills() + havoc.cuts()) * OutboxMapping.BATCH);
        System.out.printf(
                "Of %d orders, %d events arrived, none was lost or overtaken, %d came again with their id; the function was killed %d times, %d connections were cut, %d dead letters%n",
                ORDERS, texts.size(), again, havoc.kills(), havoc.cuts(), dead.size());
    }
}

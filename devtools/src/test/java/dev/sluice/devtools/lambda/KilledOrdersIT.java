// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import static dev.sluice.devtools.lambda.Stand.body;
import static dev.sluice.devtools.lambda.Stand.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sluice.devtools.fault.FaultProxy;
import dev.sluice.devtools.testing.ShopProject;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Kills the function with SIGKILL in the middle of orders, each with a token, and sends all of
/// them again. `-Dsluice.orders=2000` places more than the default.
class KilledOrdersIT {
    private static final int ORDERS = Integer.getInteger("sluice.orders", 100);

    /// How many orders are placed between two kills.
    private static final int BETWEEN = 25;

    private static final int QUANTITY = 2;
    private static final String ME = "c1";

    private final List<@Nullable String> ids = new ArrayList<>();

    @Test
    void each_order_happens_once_when_the_client_sends_it_again() throws Exception {
        try (var store = new Store(Stand.ARTIFACT)) {
            var killer = new Killer(BETWEEN);
            try (var proxy =
                            FaultProxy.before(
                                    store.endpoint(),
                                    killer::beforeDynamoDb,
                                    killer::afterDynamoDb);
                    var function =
                            new Stand(store)
                                    .deploy(
                                            false,
                                            Stand.TIMEOUT,
                                            Map.of(
                                                    "AWS_ENDPOINT_URL_DYNAMODB",
                                                    proxy.endpoint().toString()))) {
                Books.stockUp(store.client());
                var before = Books.of(store.client());
                placeAll(function, before.price(), killer);
                assertThat(killer.kills()).isEqualTo(ORDERS / BETWEEN);
                assertThat(ids).filteredOn(id -> id == null).hasSize(killer.kills());
                var halfway = Books.of(store.client());
                assertThat(halfway.orders().size() - before.orders().size())
                        .as("orders that DynamoDB got")
                        .isEqualTo(ORDERS - (killer.kills() + 1) / 2);

                killer.rest();
                replayAll(function, before.price());
                Books.of(store.client()).check(before, ids);
            }
        }
    }

    private void placeAll(LambdaFunction function, String price, Killer killer) throws Exception {
        for (int i = 0; i < ORDERS; i++) {
            try {
                ids.add(place(function, price, i));
                killer.aim(function.instance());
            } catch (FunctionFault killed) {
                assertThat(killed.errorType()).isEqualTo("Runtime.ExitError");
                ids.add(null);
            }
        }
    }

    private void replayAll(LambdaFunction function, String price) throws Exception {
        for (int i = 0; i < ORDERS; i++) {
            var id = place(function, price, i);
            var first = ids.set(i, id);
            assertThat(first == null || first.equals(id)).as("order %d, sent again", i).isTrue();
        }
    }

    private static String place(LambdaFunction function, String price, int number)
            throws Exception {
        var line = Map.of("productId", "p1", "quantity", QUANTITY, "unitPrice", price);
        var variables =
                Map.of(
                        "clientRequestToken",
                        "token-" + number,
                        "input",
                        Map.of("lines", List.of(line)));
        var response =
                function.invoke(event(ShopProject.operation("PlaceOrder"), variables)).response();
        JsonNode body = body(response);
        assertThat(body.path("errors").isMissingNode()).as(body.toString()).isTrue();
        return body.at("/data/placeOrder/id").asText();
    }

    /// What the shop's tables say about the customer and the product.
    ///
    /// @param orders the points of each order, by its id
    private record Books(String price, int stock, int points, Map<String, Integer> orders) {
        /// Enough for every order.
        private static final String STOCK = "1000000";

        static void stockUp(DynamoDbClient client) {
            client.updateItem(r ->
                    r.tableName("Products")
                            .key(Map.of("id", AttributeValue.fromS("p1")))
                            .updateExpression("SET stock = :s")
                            .expressionAttributeValues(Map.of(":s", AttributeValue.fromN(STOCK))));
        }

        static Books of(DynamoDbClient client) {
            var product = item(client, "Products", "id", "p1");
            var orders = new HashMap<String, Integer>();
            client.queryPaginator(r ->
                            r.tableName("Orders")
                                    .consistentRead(true)
                                    .keyConditionExpression("customerId = :me")
                                    .expressionAttributeValues(
                                            Map.of(":me", AttributeValue.fromS(ME))))
                    .items()
                    .forEach(order -> orders.put(value(order, "id").s(), number(order, "points")));
            return new Books(
                    value(product, "price").n(),
                    number(product, "stock"),
                    number(item(client, "Loyalty", "customerId", ME), "points"),
                    orders);
        }

        private static Map<String, AttributeValue> item(
                DynamoDbClient client, String table, String key, String id) {
            return client.getItem(r ->
                            r.tableName(table)
                                    .consistentRead(true)
                                    .key(Map.of(key, AttributeValue.fromS(id))))
                    .item();
        }

        private static AttributeValue value(Map<String, AttributeValue> item, String name) {
            return Objects.requireNonNull(item.get(name));
        }

        private static int number(Map<String, AttributeValue> item, String name) {
            var value = item.get(name);
            return value == null ? 0 : Integer.parseInt(value.n());
        }

        /// Checks that exactly these orders were placed, and that stock and points agree with them.
        void check(Books before, List<@Nullable String> ids) {
            var placed = new HashMap<>(orders);
            placed.keySet().removeAll(before.orders.keySet());
            assertThat(placed).containsOnlyKeys(ids.toArray(String[]::new));
            assertThat(placed).hasSize(ORDERS);
            assertThat(before.stock - stock).isEqualTo(ORDERS * QUANTITY);
            assertThat(points - before.points)
                    .isEqualTo(placed.values().stream().mapToInt(Integer::intValue).sum());
        }
    }
}

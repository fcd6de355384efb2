// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.BreakingWire;
import dev.sluice.testing.Shop;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Clients order, cancel and retry at the same time, over connections that break at every boundary.
/// In the end, the shop's books balance.
class ReconciliationTest {
    private static final int OPERATIONS = Thoroughness.cases(1_200, 10_000);
    private static final int THREADS = 8;
    private static final int CUSTOMERS = 50;
    private static final int PRODUCTS = 30;
    private static final int STOCK = 700;
    private static final int POINTS = 1_000;
    private static final int PATIENCE = 100;
    private static final long SEED = Thoroughness.seed(20_261_121);
    private static final Set<String> UNCERTAIN =
            Set.of("UNAVAILABLE", "DEADLINE_EXCEEDED", "THROTTLED", "READ_BACK_FAILED");

    private static final String PLACE =
            """
            mutation($input: PlaceOrderInput!, $token: ID!) {
              placeOrder(input: $input, clientRequestToken: $token) { id status version }
            }
            """;
    private static final String CANCEL =
            "mutation($id: ID!) { cancelOrder(id: $id, version: 1) { id status version } }";

    /// An order that a client received, and its request.
    private record Order(String id, Who customer, Map<String, ?> request) {}

    private final List<Order> orders = new CopyOnWriteArrayList<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();

    @Test
    void stock_points_and_orders_add_up_after_orders_cancellations_and_replays_on_a_breaking_wire()
            throws Exception {
        try (var api = shop();
                var threads = Executors.newFixedThreadPool(THREADS)) {
            var wire = new BreakingWire(SEED);
            api.wire().hook(wire);
            var random = new SplittableRandom(SEED);
            var working =
                    IntStream.range(0, THREADS)
                            .mapToObj(_ -> random.split())
                            .<Future<?>>map(own -> threads.submit(() -> work(api, own)))
                            .toList();
            for (var one : working) {
                one.get();
            }

            var stored = items(api, "Orders");
            assertThat(stored.stream().map(order -> value(order, "id").s()))
                    .containsExactlyInAnyOrderElementsOf(orders.stream().map(Order::id).toList());
            assertThat(
                            stored.stream()
                                    .filter(ReconciliationTest::isCancelled)
                                    .map(order -> value(order, "id").s()))
                    .containsExactlyInAnyOrderElementsOf(cancelled);
            assertThat(numbers(api, "Products", "id", "stock")).isEqualTo(stock(stored));
            assertThat(numbers(api, "Loyalty", "customerId", "points")).isEqualTo(points(stored));
            assertThat(wire.broken()).isGreaterThan(OPERATIONS / 100);
            System.out.println(
                    "Reconciled %s, %d connections broken".formatted(outcomes, wire.broken()));
        }
    }

    /// Each request is to meet its fault, and no open circuit breaker.
    private static Api shop() {
        var api = Shop.empty("shop.graphqls", Map.of("SLUICE_BREAKERS", "off"));
        api.withAll(
                "Product",
                IntStream.range(0, PRODUCTS).mapToObj(ReconciliationTest::product).toList());
        api.withAll(
                "Loyalty",
                IntStream.range(0, CUSTOMERS)
                        .mapToObj(at -> Map.of("customerId", "c" + at, "points", POINTS))
                        .toList());
        return api;
    }

    private static Map<String, ?> product(int at) {
        return Map.of(
                "id",
                "p" + at,
                "name",
                "Product " + at,
                "category",
                "all",
                "price",
                price(at),
                "stock",
                STOCK);
    }

    private static String price(int product) {
        return product + 1 + ".50";
    }

    private void work(Api api, SplittableRandom random) {
        for (int i = 0; i < OPERATIONS / THREADS; i++) {
            int chance = random.nextInt(100);
            if (orders.isEmpty() || chance < 55) {
                place(api, random);
            } else {
                var order = orders.get(random.nextInt(orders.size()));
                if (chance < 80) {
                    cancel(api, order);
                } else {
                    replay(api, order);
                }
            }
        }
    }

    private void place(Api api, SplittableRandom random) {
        var customer = Who.user("c" + random.nextInt(CUSTOMERS));
        var lines = new ArrayList<Map<String, ?>>();
        int first = random.nextInt(PRODUCTS);
        for (int i = 0; i <= random.nextInt(3); i++) {
            int product = (first + i) % PRODUCTS;
            lines.add(
                    Map.of(
                            "productId",
                            "p" + product,
                            "quantity",
                            1 + random.nextInt(9),
                            "unitPrice",
                            price(product)));
        }
        var request =
                request(
                        PLACE,
                        Map.of(
                                "input",
                                Map.of("lines", lines),
                                "token",
                                UUID.randomUUID().toString()));
        var answer = certain(api, customer, request);
        if (answer.codes().isEmpty()) {
            orders.add(new Order(answer.data("/placeOrder/id").asText(), customer, request));
            count("placed");
        } else {
            assertThat(answer.codes()).containsExactly("PRICE_OR_STOCK_CHANGED");
            count("out of stock");
        }
    }

    /// The client does not know what a lost reply said, so it sends the request again.
    private void cancel(Api api, Order order) {
        var answer = certain(api, order.customer(), request(CANCEL, Map.of("id", order.id())));
        if (answer.codes().isEmpty()) {
            assertThat(answer.data("/cancelOrder/version").asInt()).isEqualTo(2);
            count("cancelled");
        } else {
            assertThat(answer.errors()).containsExactly("/cancelOrder CONFLICT");
            count("cancelled before");
        }
        cancelled.add(order.id());
    }

    private void replay(Api api, Order order) {
        var answer = certain(api, order.customer(), order.request());
        assertThat(answer.data("/placeOrder/id").asText()).isEqualTo(order.id());
        count("replayed");
    }

    /// Sends the request until the answer is certain.
    private Answer certain(Api api, Who who, Map<String, ?> request) {
        for (int i = 0; i < PATIENCE; i++) {
            var answer = api.send(who, request);
            if (answer.codes().stream().noneMatch(UNCERTAIN::contains)) {
                return answer;
            }
            answer.codes().forEach(this::count);
        }
        throw new AssertionError("no certain answer to " + request);
    }

    private static Map<String, ?> request(String query, Map<String, ?> variables) {
        return Map.of("query", query, "variables", variables);
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private static List<Map<String, AttributeValue>> items(Api api, String table) {
        return api
                .dynamoDb()
                .scanPaginator(scan -> scan.tableName(api.physicalName(table)))
                .items()
                .stream()
                .toList();
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String attribute) {
        return Objects.requireNonNull(item.get(attribute), attribute);
    }

    private static boolean isCancelled(Map<String, AttributeValue> order) {
        return value(order, "status").s().equals("CANCELLED");
    }

    private static Map<String, Integer> numbers(Api api, String table, String key, String number) {
        var numbers = new TreeMap<String, Integer>();
        items(api, table)
                .forEach(item ->
                        numbers.put(
                                value(item, key).s(), Integer.valueOf(value(item, number).n())));
        return numbers;
    }

    private static Map<String, Integer> stock(List<Map<String, AttributeValue>> stored) {
        var stock = new TreeMap<String, Integer>();
        IntStream.range(0, PRODUCTS).forEach(at -> stock.put("p" + at, STOCK));
        valid(stored)
                .forEach(order ->
                        value(order, "lines")
                                .l()
                                .forEach(line ->
                                        stock.merge(
                                                value(line.m(), "productId").s(),
                                                -Integer.parseInt(value(line.m(), "quantity").n()),
                                                Integer::sum)));
        return stock;
    }

    private static Map<String, Integer> points(List<Map<String, AttributeValue>> stored) {
        var points = new TreeMap<String, Integer>();
        IntStream.range(0, CUSTOMERS).forEach(at -> points.put("c" + at, POINTS));
        valid(stored)
                .forEach(order ->
                        points.merge(
                                value(order, "customerId").s(),
                                Integer.parseInt(value(order, "points").n()),
                                Integer::sum));
        return points;
    }

    private static Stream<Map<String, AttributeValue>> valid(
            List<Map<String, AttributeValue>> stored) {
        return stored.stream().filter(order -> !isCancelled(order));
    }
}

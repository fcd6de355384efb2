// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.FakeAws;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Shop;
import dev.sluice.testing.StreamMapping;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Orders are placed and cancelled while everything between the outbox and the bus fails at random:
/// the stream, the consumer before and after each of its steps, the bus and its replies. Each event
/// arrives at least once, and those of one order in order.
class DeliveredEventsTest {
    private static final int ORDERS = Thoroughness.cases(150, 5_000);
    private static final int CUSTOMERS = 20;
    private static final int POISON = 5;

    /// One of so many chances is a fault.
    private static final int RARITY = 4;

    private static final JsonMapper JSON = new JsonMapper();

    private final Random random = new Random(Thoroughness.seed(19));
    private final Map<String, List<String>> happened = new LinkedHashMap<>();
    private final FakeAws aws = new FakeAws();
    private final Api api =
            Api.unseen(
                    Schemas.shopWithEvents(),
                    Map.of(),
                    builder -> builder.resolvers(Shop.RESOLVERS));
    private int faults;

    DeliveredEventsTest() throws IOException {}

    @BeforeEach
    void open() {
        for (int i = 0; i < CUSTOMERS; i++) {
            api.with("Loyalty", Map.of("customerId", "c" + i, "points", 0));
        }
        var product = new LinkedHashMap<String, Object>(Shop.product("p0"));
        product.put("stock", 1_000_000);
        api.with("Product", product);
    }

    @AfterEach
    void close() {
        api.close();
        aws.close();
    }

    @Test
    void nothing_is_lost_or_overtaken_and_what_comes_twice_has_one_id() {
        aws.fails(new RandomFaults());
        int polls = 0;
        try (var stream = new StreamMapping(api, "Events")) {
            for (int order = 0; order < ORDERS; order++) {
                place(order);
                if (order % (ORDERS / POISON) == 0) {
                    poison(order);
                }
                if (order % 10 == 9) {
                    stream.poll(this::consume);
                    polls++;
                }
            }
            aws.fails(new FakeAws.Faults() {});
            while (stream.poll(this::answer)) {
                polls++;
            }
        }
        check(polls);
    }

    private void place(int number) {
        var customer = "c" + random.nextInt(CUSTOMERS);
        var who = Who.user(customer);
        var lines = List.of(Shop.line("p0", 1 + random.nextInt(3), Shop.PRICE));
        var variables = Map.of("lines", lines, "token", "t" + number);
        var id = api.ask(who, Shop.PLACE, variables).data("/placeOrder/id").asText();
        var subject = "Order/%s/%s".formatted(customer, id);
        note(subject, "OrderPlaced");
        if (random.nextInt(3) == 0) {
            assertThat(api.ask(who, Shop.PLACE, variables).codes()).isEmpty();
        }
        if (random.nextInt(2) == 0) {
            var cancel = "mutation { cancelOrder(id: \"%s\", version: 1) { id } }".formatted(id);
            assertThat(api.ask(who, cancel).codes()).isEmpty();
            note(subject, "OrderCancelled");
            assertThat(api.ask(who, cancel).codes()).containsExactly("CONFLICT");
        }
    }

    private void note(String subject, String type) {
        happened.computeIfAbsent(subject, _ -> new ArrayList<>()).add(type);
    }

    /// Another application has written to the outbox.
    private void poison(int number) {
        api.dynamoDb()
                .putItem(put ->
                        put.tableName(api.physicalName("Events"))
                                .item(
                                        Map.of(
                                                "key",
                                                AttributeValue.fromS("poison" + number),
                                                "event",
                                                AttributeValue.fromS("poison" + number))));
    }

    /// Each call has a new instance, which can end before or after its work: Lambda gets no answer
    /// then.
    private JsonNode consume(JsonNode event) throws IOException {
        if (isFault()) {
            throw new IOException("ended before its work");
        }
        var answer = answer(event);
        if (isFault()) {
            throw new IOException("ended after its work");
        }
        return answer;
    }

    private JsonNode answer(JsonNode event) throws IOException {
        var answer = new ByteArrayOutputStream();
        TestConsumers.of(aws)
                .consume(new ByteArrayInputStream(JSON.writeValueAsBytes(event)), answer);
        return JSON.readTree(answer.toByteArray());
    }

    private boolean isFault() {
        var fault = random.nextInt(RARITY) == 0;
        faults += fault ? 1 : 0;
        return fault;
    }

    private void check(int polls) {
        var arrived = new LinkedHashMap<String, List<String>>();
        var ids = new LinkedHashMap<String, String>();
        for (var text : aws.events()) {
            var event = json(text);
            var id = event.at("/id").asText();
            var known = ids.putIfAbsent(id, text);
            if (known == null) {
                arrived.computeIfAbsent(event.at("/subject").asText(), _ -> new ArrayList<>())
                        .add(event.at("/type").asText());
            } else {
                assertThat(text).isEqualTo(known);
            }
        }
        assertThat(arrived).isEqualTo(happened);
        assertThat(new HashSet<>(aws.messages()))
                .hasSize(POISON)
                .allMatch(text -> text.startsWith("poison"));
        var duplicates = aws.events().size() - ids.size();
        assertThat(faults).isPositive();
        assertThat(duplicates).isLessThanOrEqualTo(faults * StreamMapping.BATCH);
        System.out.printf(
                "Of %d orders, %d events arrived, none was lost or overtaken, %d came again with their id; %d polls, %d faults, %d dead letters%n",
                ORDERS,
                ids.size(),
                duplicates,
                polls,
                faults,
                new HashSet<>(aws.messages()).size());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private final class RandomFaults implements FakeAws.Faults {
        @Override
        public FakeAws.Cut cut() {
            return isFault()
                    ? random.nextBoolean()
                            ? FakeAws.Cut.BEFORE_IT_IS_DONE
                            : FakeAws.Cut.BEFORE_THE_REPLY
                    : FakeAws.Cut.NOTHING;
        }

        @Override
        public String ofEntry(String event) {
            return isFault() ? "InternalFailure" : "";
        }

        @Override
        public String ofRequest(List<String> events) {
            return isFault() ? "ThrottlingException" : "";
        }

        @Override
        public boolean isQueueDown() {
            return isFault();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.resolver.Resolvers;
import dev.sluice.resolver.Values;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Answer;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Thoroughness;
import dev.sluice.testing.WrittenUnits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What mutations consume never exceeds the bound that was computed before they ran.
class MutationCostTest {
    private static final int ROUNDS = Thoroughness.cases(25, 100);
    private static final int PRODUCTS = 12;
    private static final String EVENTS = "the shop with events";
    private static final Who ANN = Who.user("ann");
    private static final List<String> SELECTIONS =
            List.of(
                    "{ id }",
                    "{ id version status }",
                    "{ id total lines { quantity product { name } } customer { loyalty { points } } }");

    private static final Resolvers PRICES =
            Resolvers.none()
                    .prepares(
                            "priceOrder",
                            arguments -> Map.of("total", total(arguments), "points", 2));

    private static BigDecimal total(Values arguments) {
        return arguments.object("input").objects("lines").stream()
                .map(line -> line.decimal("unitPrice"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.graphqls", "shop-single-table.graphqls", EVENTS})
    void consumption_of_random_mutations_stays_within_the_bound(String name) {
        var random = new Random(Thoroughness.seed(name.hashCode()));
        try (var api = shop(name)) {
            var written = new WrittenUnits(api);
            var applied = 0;
            for (int i = 0; i < ROUNDS; i++) {
                var token = "token-%d".formatted(i);
                var placed = place(api, written, token, random);
                applied += placed.codes().isEmpty() ? 1 : 0;
                if (random.nextInt(4) == 0) {
                    var order = placed.data("/placeOrder/id").asText("none");
                    check(api, written, cancel(order, 1 + random.nextInt(2), random), Map.of());
                }
                if (random.nextInt(4) == 0) {
                    check(api, written, profile(random), Map.of());
                }
            }
            assertThat(applied).isGreaterThan(ROUNDS / 3);
        }
    }

    private static Answer place(Api api, WrittenUnits written, String token, Random random) {
        var lines = new ArrayList<Map<String, Object>>();
        for (int product = 0; product < PRODUCTS; product++) {
            if (random.nextInt(3) == 0) {
                lines.add(
                        Map.of(
                                "productId", "p" + product,
                                "quantity", 1 + random.nextInt(4),
                                "unitPrice", random.nextInt(60) == 0 ? "7" : "1.5"));
            }
        }
        var query =
                "mutation($lines: [OrderLineInput!]!, $token: ID!) { placeOrder(input: {lines: $lines},"
                        + " clientRequestToken: $token) "
                        + any(SELECTIONS, random)
                        + " }";
        var variables = Map.<String, Object>of("lines", lines, "token", token);
        var answer = check(api, written, query, variables);
        if (random.nextInt(3) == 0) {
            assertThat(check(api, written, query, variables).codes()).isEqualTo(answer.codes());
        }
        return answer;
    }

    private static String cancel(String order, int version, Random random) {
        return "mutation { cancelOrder(id: \"%s\", version: %d) %s }"
                .formatted(order, version, any(SELECTIONS, random));
    }

    /// Two mutations in one document, which run one after the other.
    private static String profile(Random random) {
        return """
        mutation {
          a: updateProfile(input: {name: "%s"}, version: %d) { version orders(first: 2) { edges { node { id } } } }
          b: updateProfile(input: {email: "e%d@example.com", phone: null}, version: %d) { email }
        }\
        """
                .formatted(
                        "n".repeat(1 + random.nextInt(90)),
                        1 + random.nextInt(30),
                        random.nextInt(1_000),
                        1 + random.nextInt(30));
    }

    private static String any(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static Answer check(
            Api api, WrittenUnits written, String query, Map<String, Object> variables) {
        var before = written.items();
        var answer = api.ask(ANN, query, variables);
        assertThat(answer.codes()).as(query).doesNotContain("INTERNAL");
        for (var amount : List.of("requests", "waves", "readUnits")) {
            assertThat(consumed(answer, amount))
                    .as("%s of %s", amount, query)
                    .isLessThanOrEqualTo(bound(answer, amount));
        }
        var transacts =
                api.wire().calls().stream()
                        .anyMatch(call -> call.operation().equals("TransactWriteItems"));
        assertThat(written.since(before, transacts))
                .as(query)
                .isLessThanOrEqualTo((long) bound(answer, "writeUnits"));
        if (!transacts) {
            assertThat(consumed(answer, "writeUnits"))
                    .as(query)
                    .isLessThanOrEqualTo(bound(answer, "writeUnits"));
        }
        return answer;
    }

    private static double bound(Answer answer, String amount) {
        return answer.body().at("/extensions/cost/bound/" + amount).asDouble();
    }

    private static double consumed(Answer answer, String amount) {
        return answer.body().at("/extensions/cost/consumed/" + amount).asDouble();
    }

    @Test
    void full_items_take_what_the_bound_says() {
        try (var api =
                Api.of(
                        """
                        schema @limits(requests: 9, readUnits: 9, writeUnits: 99) { query: Query mutation: Mutation }
                        type Note @table(name: "Notes", partitionKey: "{id}", itemSize: 3)
                          @index(name: "byTopic", partitionKey: "{topic}")
                          @auth(rules: [{public: true}]) { id: ID! topic: ID body: String }
                        type Query { note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
                        type Mutation {
                          put(id: ID!, topic: ID!, body: String!): Note
                            @write(put: "Note", item: "id = $id, topic = $topic, body = $body") @auth(rules: [{public: true}])
                          body(id: ID!, body: String!): Note
                            @write(update: "Note", key: "id = $id", expression: "SET body = $body") @auth(rules: [{public: true}])
                          topic(id: ID!, topic: ID!): Note
                            @write(update: "Note", key: "id = $id", expression: "SET topic = $topic") @auth(rules: [{public: true}])
                          both(a: ID!, b: ID!, topic: ID!): Note
                            @write(update: "Note", key: "id = $a", expression: "SET topic = $topic")
                            @write(delete: "Note", key: "id = $b") @auth(rules: [{public: true}])
                        }
                        """)) {
            var body = "x".repeat(3_000);
            var written = new WrittenUnits(api);
            var more = "y" + body.substring(1);

            equal(
                    api,
                    "mutation($b: String!) { put(id: \"a\", topic: \"t\", body: $b) { id } }",
                    body,
                    6);
            equal(api, "mutation($b: String!) { body(id: \"a\", body: $b) { id } }", more, 6);
            equal(api, "mutation { topic(id: \"a\", topic: \"u\") { id } }", "", 9);

            api.ask(
                    ANN,
                    "mutation($b: String!) { put(id: \"b\", topic: \"t\", body: $b) { id } }",
                    Map.of("b", body));
            var before = written.items();
            var both = api.ask(ANN, "mutation { both(a: \"a\", b: \"b\", topic: \"v\") { id } }");
            assertThat(written.since(before, true)).isEqualTo(18 + 12);
            assertThat(bound(both, "writeUnits")).isEqualTo(18 + 12);
        }
    }

    private static void equal(Api api, String query, String body, int units) {
        var answer = api.ask(ANN, query, Map.of("b", body));
        assertThat(answer.codes()).isEmpty();
        assertThat(consumed(answer, "writeUnits")).as(query).isEqualTo(units);
        assertThat(bound(answer, "writeUnits")).as(query).isEqualTo(units);
        assertThat(consumed(answer, "requests")).isEqualTo(bound(answer, "requests")).isEqualTo(1);
    }

    @Test
    void the_bound_of_the_shops_mutations_is_that_of_their_requests() {
        try (var api = shop("shop.graphqls")) {
            var placed =
                    api.ask(
                            ANN,
                            """
                            mutation { placeOrder(clientRequestToken: "t-1", input: {lines: [
                              {productId: "p1", quantity: 1, unitPrice: "1.5"}, {productId: "p2", quantity: 1, unitPrice: "1.5"}]})
                              { id version } }\
                            """);
            assertThat(placed.codes()).isEmpty();
            assertThat(placed.consumed("requests")).isEqualTo(1);
            // The order and its index entry, two products, points, the record.
            assertThat(bound(placed, "writeUnits")).isEqualTo(2 * (4 + 4 + 4 + 4 + 1 + 4));
            // A replay reads the order.
            assertThat(bound(placed, "requests")).isEqualTo(2);
            assertThat(bound(placed, "readUnits")).isEqualTo(1);

            var id = placed.data("/placeOrder/id").asText();
            var cancelled =
                    api.ask(
                            ANN,
                            "mutation { cancelOrder(id: \"%s\", version: 1) { status } }"
                                    .formatted(id));
            assertThat(cancelled.codes()).isEmpty();
            assertThat(cancelled.consumed("requests")).isEqualTo(2);
            assertThat(bound(cancelled, "requests")).isEqualTo(2);
        }
    }

    @Test
    void a_validated_mutation_sends_nothing() {
        try (var api = shop("shop.graphqls")) {
            var written = new WrittenUnits(api);
            var before = written.items();
            var answer =
                    api.validate(
                            ANN,
                            "mutation { updateProfile(input: {name: \"N\"}, version: 1) { name } }");

            assertThat(bound(answer, "writeUnits")).isEqualTo(4 + 2 * 4);
            assertThat(answer.body().path("data").isNull()).isTrue();
            assertThat(api.wire().calls()).isEmpty();
            assertThat(written.since(before, false)).isZero();
        }
    }

    @Test
    void a_mutation_above_the_limit_of_write_units_is_refused_before_a_request() {
        var schema = Schemas.shop().replace("writeUnits: 300", "writeUnits: 11");
        try (var api = Api.of(schema, Map.of(), builder -> builder.resolvers(PRICES))) {
            var answer =
                    api.ask(
                            ANN,
                            "mutation { updateProfile(input: {name: \"N\"}, version: 1) { name } }");

            assertThat(answer.codes()).containsExactly("OPERATION_TOO_EXPENSIVE");
            var error = answer.body().at("/errors/0/extensions");
            assertThat(error.path("limit").asText()).isEqualTo("writeUnits");
            assertThat(error.path("bound").asInt()).isEqualTo(12);
            assertThat(error.path("field").asText()).isEqualTo("updateProfile");
            assertThat(api.wire().calls()).isEmpty();
        }
    }

    private static Api shop(String name) {
        var schema = name.equals(EVENTS) ? Schemas.shopWithEvents() : Schemas.read(name);
        var api = Api.of(schema, Map.of(), builder -> builder.resolvers(PRICES));
        var user =
                new LinkedHashMap<String, Object>(Map.of("id", "ann", "name", "Ann", "version", 1));
        user.put("email", "ann@example.com");
        api.with("User", user);
        for (int i = 0; i < PRODUCTS; i++) {
            api.with(
                    "Product",
                    Map.of(
                            "id",
                            "p" + i,
                            "name",
                            "N".repeat(1 + 300 * i % 3_000),
                            "category",
                            "books",
                            "price",
                            "1.5",
                            "stock",
                            60 * (1 + i)));
        }
        return api;
    }
}

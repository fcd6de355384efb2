// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.BoundedMutations;
import dev.sluice.testing.RandomOperations;
import dev.sluice.testing.Schemas;
import dev.sluice.testing.Shop;
import dev.sluice.testing.SizedSchema;
import dev.sluice.testing.Thoroughness;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What an operation consumes never exceeds the bound that was computed before it ran.
class CostPropertyTest {
    /// For each schema; every second operation nests two lists.
    private static final int OPERATIONS = Thoroughness.cases(600, 5_000);

    /// Such as the quantity of the lines of the orders of a customer.
    private static final int DEPTH_OF_TWO_LISTS = 6;

    /// For each schema of sizes.
    private static final int OPERATIONS_OF_SIZES = Thoroughness.cases(20, 60);

    /// For each schema.
    private static final int OPERATIONS_WITH_BUDGET = Thoroughness.cases(120, 2_000);

    private static final int OPERATIONS_OF_FEATURES = Thoroughness.cases(300, 5_000);

    private static final int THREADS = 4;
    private static final List<String> AMOUNTS =
            List.of("requests", "waves", "readUnits", "writeUnits");

    @ParameterizedTest
    @ValueSource(strings = {"shop.graphqls", "shop-single-table.graphqls"})
    void consumption_stays_within_the_bound(String name) throws Exception {
        var schema =
                Schemas.read(name)
                        .replaceAll(
                                "@limits[(][^)]*[)]",
                                "@limits(requests: 100000000, readUnits: 100000000, writeUnits: 0)");
        var clientSchema = SchemaCompiler.compile(name, schema).clientSchema();
        try (var api =
                        Api.unseen(
                                schema,
                                Map.of("SLUICE_MAX_ALIASES", "1000"),
                                builder -> builder.resolvers(Shop.RESOLVERS));
                var threads = Executors.newFixedThreadPool(THREADS)) {
            fill(api, new Random(name.hashCode()));
            var runs = new ArrayList<Future<Tally>>();
            for (int i = 0; i < THREADS; i++) {
                var operations =
                        new RandomOperations(
                                clientSchema, arguments(), new Random(Thoroughness.seed(i)), true);
                runs.add(threads.submit(() -> run(api, operations, OPERATIONS / THREADS)));
            }
            var tally = Tally.NONE;
            for (var run : runs) {
                tally = tally.plus(run.get());
            }
            assertThat(tally.operations()).isGreaterThanOrEqualTo(OPERATIONS);
            assertThat(tally.nested()).isGreaterThanOrEqualTo(OPERATIONS / 2);
            assertThat(tally.busy()).isGreaterThan(OPERATIONS / 4);
        }
    }

    /// A query with a budget answers as it does without limits, or says which fields it left out.
    @ParameterizedTest
    @ValueSource(strings = {"shop.graphqls", "shop-single-table.graphqls"})
    void consumption_stays_within_a_budget(String name) {
        var free = limited(name, "requests: 100000000, readUnits: 100000000, writeUnits: 0");
        var tight = limited(name, "requests: 5, readUnits: 12, writeUnits: 0, enforce: BUDGET");
        var clientSchema = SchemaCompiler.compile(name, free).clientSchema();
        var operations =
                new RandomOperations(
                        clientSchema, arguments(), new Random(Thoroughness.seed(7)), true);
        var aliases = Map.of("SLUICE_MAX_ALIASES", "1000");
        var cut = 0;
        var whole = 0;
        try (var all = Api.unseen(free, aliases, builder -> builder.resolvers(Shop.RESOLVERS));
                var some = Api.of(tight, aliases, builder -> builder.resolvers(Shop.RESOLVERS))) {
            fill(all, new Random(name.hashCode()));
            fill(some, new Random(name.hashCode()));
            for (int i = 0; i < OPERATIONS_WITH_BUDGET; i++) {
                var query = operations.nesting(i % 3, DEPTH_OF_TWO_LISTS + i % 3).query();
                var who = Who.user("c" + i % 4, "support", "staff");
                var answer = some.ask(who, query);
                var sent = some.wire().operations().size();
                assertThat(sent).as(query).isLessThanOrEqualTo(5);
                assertThat(answer.consumed("readUnits")).as(query).isLessThanOrEqualTo(12);
                if (answer.codes().contains("OPERATION_TOO_EXPENSIVE")) {
                    cut++;
                } else if (!query.contains("ursor")) {
                    whole++;
                    assertThat(answer.data()).as(query).isEqualTo(all.ask(who, query).data());
                }
            }
            assertThat(some.drifts()).isEmpty();
        }
        assertThat(cut).isGreaterThan(OPERATIONS_WITH_BUDGET / 20);
        assertThat(whole).isGreaterThan(OPERATIONS_WITH_BUDGET / 6);
    }

    private static String limited(String name, String limits) {
        return Schemas.read(name).replaceAll("@limits[(][^)]*[)]", "@limits(" + limits + ")");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void requests_on_the_wire_stay_within_the_bound_whatever_the_sizes_of_items(int seed) {
        var random = new Random(Thoroughness.seed(seed));
        var sized = SizedSchema.random(random);
        var clientSchema = SchemaCompiler.compile("sized", sized.text()).clientSchema();
        var operations = new RandomOperations(clientSchema, sized.arguments(), random, true);
        var busy = 0;
        try (var api = Api.of(sized.text(), Map.of("SLUICE_MAX_ALIASES", "1000"))) {
            sized.fill(api);
            for (int i = 0; i < OPERATIONS_OF_SIZES; i++) {
                var query = operations.next(2 + i % 3).query();
                var cost = costOf(api.ask(Who.NOBODY, query), query);
                var sent = api.wire().operations().size();

                assertThat(sent)
                        .as("%s of %s", query, sized)
                        .isLessThanOrEqualTo(cost.at("/bound/requests").asInt());
                busy += sent > 2 ? 1 : 0;
            }
            assertThat(api.drifts()).isEmpty();
        }
        assertThat(busy).isGreaterThan(OPERATIONS_OF_SIZES / 4);
    }

    /// The mutations fill the tables, and change and remove what they hold.
    @Test
    void consumption_of_mutations_and_of_all_kinds_of_lists_stays_within_the_bound() {
        var schema = Schemas.read("features.graphqls");
        var clientSchema = SchemaCompiler.compile("features.graphqls", schema).clientSchema();
        var operations =
                new RandomOperations(
                        clientSchema,
                        FeatureArguments.ALL,
                        new Random(Thoroughness.seed(11)),
                        true);
        var changed = 0;
        var found = 0;
        try (var api = Api.unseen(schema, Map.of("SLUICE_MAX_ALIASES", "1000"))) {
            var mutations = new BoundedMutations(api);
            for (var team : List.of("t0", "t1")) {
                api.with("Member", Map.of("team", team, "user", "c0", "role", "EDITOR"));
            }
            for (int i = 0; i < OPERATIONS_OF_FEATURES; i++) {
                var who = Who.user("c" + i % 3);
                if (i % 2 == 0) {
                    var answer = mutations.send(who, operations.changing(4).query());
                    changed += answer.consumed("writeUnits") > 0 ? 1 : 0;
                } else {
                    var query = operations.next(2 + i % 4).query();
                    var answer = api.send(who, Map.of("query", query));
                    costOf(answer, query);
                    found += answer.data().toString().contains("\"Post\"") ? 1 : 0;
                }
            }
        }
        assertThat(changed).isGreaterThan(OPERATIONS_OF_FEATURES / 20);
        assertThat(found).isGreaterThan(OPERATIONS_OF_FEATURES / 20);
    }

    /// @param nested operations that nest two lists
    /// @param busy operations that took several requests
    private record Tally(int operations, int nested, int busy) {
        static final Tally NONE = new Tally(0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(
                    operations + other.operations, nested + other.nested, busy + other.busy);
        }
    }

    private static Tally run(Api api, RandomOperations operations, int count) {
        var tally = Tally.NONE;
        for (int i = 0; i < count; i++) {
            var operation =
                    i % 2 == 0
                            ? operations.next(2 + i % 7)
                            : operations.nesting(2, DEPTH_OF_TWO_LISTS + i % 3);
            var who = Who.user("c" + i / 2 % 4, "support", "staff");
            var cost = costOf(api.send(who, Map.of("query", operation.query())), operation.query());
            tally =
                    tally.plus(
                            new Tally(
                                    1,
                                    operation.lists() >= 2 ? 1 : 0,
                                    cost.at("/consumed/requests").asInt() > 1 ? 1 : 0));
        }
        return tally;
    }

    private static JsonNode costOf(Api.Answer answer, String query) {
        assertThat(answer.status()).as(query).isEqualTo(200);
        assertThat(answer.codes()).as(query).doesNotContain("INTERNAL");
        var cost = answer.body().at("/extensions/cost");
        for (var amount : AMOUNTS) {
            assertThat(cost.at("/consumed/" + amount).asDouble())
                    .as("%s of %s", amount, query)
                    .isLessThanOrEqualTo(cost.at("/bound/" + amount).asDouble());
        }
        return cost;
    }

    private static Map<String, Function<Random, String>> arguments() {
        return Map.of(
                "id",
                        random ->
                                "\""
                                        + (random.nextBoolean() ? "c" : "o")
                                        + random.nextInt(4)
                                        + "\"",
                "ids", CostPropertyTest::productIds,
                "first", random -> String.valueOf(1 + random.nextInt(20)),
                "status", random -> random.nextBoolean() ? "PLACED" : "SHIPPED",
                "since", _ -> "\"2026-01-01T00:00:00Z\"",
                "email", random -> "\"c" + random.nextInt(4) + "@example.com\"",
                "category", random -> random.nextBoolean() ? "\"books\"" : "\"none\"",
                "maxPrice", random -> random.nextBoolean() ? "\"5\"" : "null");
    }

    private static String productIds(Random random) {
        return IntStream.range(0, random.nextInt(50))
                .mapToObj(_ -> "\"p" + random.nextInt(60) + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static void fill(Api api, Random random) {
        for (int i = 0; i < 3; i++) {
            var id = "c" + i;
            api.with("User", Map.of("id", id, "name", "N", "email", id + "@example.com"));
            api.with("Loyalty", Map.of("customerId", id, "points", i));
            for (int j = 0; j < 12 * i; j++) {
                api.with("Order", order(id, j, random));
            }
        }
        for (int i = 0; i < 40; i++) {
            api.with(
                    "Product",
                    Map.of(
                            "id",
                            "p" + i,
                            "name",
                            "x".repeat(i % 10 == 0 ? 3_500 : random.nextInt(300)),
                            "category",
                            "books",
                            "price",
                            String.valueOf(i % 9),
                            "stock",
                            i));
        }
    }

    private static Map<String, Object> order(String customer, int number, Random random) {
        var lines = new ArrayList<Map<String, Object>>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            lines.add(
                    Map.of(
                            "productId",
                            "p" + (12 * i + random.nextInt(12)),
                            "quantity",
                            1,
                            "unitPrice",
                            "1.5"));
        }
        return Map.of(
                "customerId",
                customer,
                "id",
                "o" + number,
                "status",
                random.nextBoolean() ? "PLACED" : "SHIPPED",
                "placedAt",
                "2026-02-0%dT00:00:00Z".formatted(1 + random.nextInt(9)),
                "total",
                "1.5",
                "points",
                1,
                "lines",
                lines);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schema.compile.SchemaCompiler;
import dev.sluice.testing.Api;
import dev.sluice.testing.Api.Who;
import dev.sluice.testing.RandomOperations;
import dev.sluice.testing.Schemas;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What an operation consumes never exceeds the bound that was computed before it ran.
class CostPropertyTest {
    private static final int OPERATIONS = 1_000;
    private static final List<String> AMOUNTS =
            List.of("requests", "waves", "readUnits", "writeUnits");

    @ParameterizedTest
    @ValueSource(strings = {"shop.graphqls", "shop-single-table.graphqls"})
    void consumption_stays_within_the_bound(String name) {
        var schema =
                Schemas.read(name)
                        .replaceAll(
                                "@limits[(][^)]*[)]",
                                "@limits(requests: 100000000, readUnits: 100000000, writeUnits: 0)");
        var random = new Random(name.hashCode());
        var clientSchema = SchemaCompiler.compile(name, schema).clientSchema();
        var operations = new RandomOperations(clientSchema, arguments(), random);
        var busy = 0;
        try (var api = Api.of(schema)) {
            fill(api, random);
            for (int i = 0; i < OPERATIONS; i++) {
                var query = operations.next(2 + random.nextInt(8));
                var answer = api.ask(Who.user("c" + random.nextInt(4), "support", "staff"), query);

                assertThat(answer.status()).as("%s: %s", query, answer.body()).isEqualTo(200);
                assertThat(answer.codes()).as("%s", query).doesNotContain("INTERNAL");
                var cost = answer.body().at("/extensions/cost");
                for (var amount : AMOUNTS) {
                    assertThat(cost.at("/consumed/" + amount).asDouble())
                            .as("%s of %s", amount, query)
                            .isLessThanOrEqualTo(cost.at("/bound/" + amount).asDouble());
                }
                assertThat(cost.at("/consumed/requests").asInt())
                        .isEqualTo(api.wire().calls().size());
                busy += cost.at("/consumed/requests").asInt() > 1 ? 1 : 0;
            }
        }
        assertThat(busy).as("operations of several requests").isGreaterThan(OPERATIONS / 4);
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
                            "x".repeat(random.nextInt(3_500)),
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
                            "p" + random.nextInt(60),
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

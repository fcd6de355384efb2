// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.testing.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The two schemas of the page about federation are subgraphs of one supergraph.
///
/// The program that composes them and asks the gateway is in `src/test/clients/supergraph`.
class SupergraphTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path PAGE = Path.of("../docs/how-to/federation.md");
    private static final String ORDERS =
            "{ orders { edges { node { number product { __typename name } } } pageInfo { hasNextPage } } }";

    @Test
    void a_gateway_over_two_projects_answers_each_caller_from_both(@TempDir Path home)
            throws Exception {
        var programs = ClientPrograms.install();
        var schemas =
                Pattern.compile("```graphql complete\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(PAGE))
                        .results()
                        .map(schema -> schema.group(1))
                        .toList();

        try (var products =
                        serve(
                                home,
                                "products",
                                schemas.getFirst(),
                                Map.of("Product", List.of(Map.of("id", "p1", "name", "Lamp"))));
                var orders =
                        serve(
                                home,
                                "orders",
                                schemas.get(1),
                                Map.of(
                                        "Order",
                                        List.of(order("ann", 1, "p1"), order("ann", 2, "p2"))))) {
            products.awaitReady();
            orders.awaitReady();

            var ann = ask(programs, home, "ann", products, orders);
            assertThat(ann.at("/answers/0/data").toString())
                    .isEqualTo(
                            "{\"orders\":{\"edges\":["
                                    + "{\"node\":{\"number\":1,\"product\":{\"__typename\":\"Product\",\"name\":\"Lamp\"}}},"
                                    + "{\"node\":{\"number\":2,\"product\":null}}],"
                                    + "\"pageInfo\":{\"hasNextPage\":false}}}");
            var bob = ask(programs, home, "bob", products, orders);
            assertThat(bob.at("/answers/0/data/orders/edges").size()).isZero();
        }
    }

    private static Map<String, Object> order(String customer, int number, String product) {
        return Map.of("customer", customer, "number", number, "productId", product);
    }

    private static Serving serve(
            Path home, String name, String schema, Map<String, List<Map<String, Object>>> data)
            throws Exception {
        var file = Files.writeString(home.resolve(name + ".graphqls"), schema);
        var items = home.resolve(name + ".json");
        MAPPER.writeValue(items.toFile(), data);
        return new Serving(home, Map.of(), "--schema", file.toString(), "--data", items.toString());
    }

    private static JsonNode ask(
            Path programs, Path home, String caller, Serving products, Serving orders)
            throws Exception {
        var given = home.resolve("ask.json");
        MAPPER.writeValue(
                given.toFile(),
                Map.of(
                        "subgraphs",
                        Map.of(
                                "products",
                                products.url("/graphql"),
                                "orders",
                                orders.url("/graphql")),
                        "queries",
                        List.of(ORDERS),
                        "authorization",
                        "Bearer " + orders.token(caller)));
        return MAPPER.readTree(
                Tool.NODE
                        .run(
                                programs,
                                List.of("supergraph/ask.mjs", given.toAbsolutePath().toString()))
                        .getLast());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.Schemas;

import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// How far the bounds of the shop's queries are above what they consume, with the sample data.
class ConsumedShareTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> CALLERS =
            IntStream.rangeClosed(1, 10).mapToObj(i -> "c" + i).toList();

    @Test
    void trusted_queries_consume_no_more_than_their_bound(@TempDir Path home) throws Exception {
        var ratios = new ArrayList<Double>();
        var requests = new ArrayList<Double>();
        try (var serving = new Serving(home, "--schema", Schemas.SHOP.toString())) {
            serving.awaitReady();
            for (var caller : CALLERS) {
                for (var query : queries()) {
                    var cost = cost(serving, caller, text(query, arguments(serving, caller)));
                    assertThat(ratio(cost, "waves")).isGreaterThanOrEqualTo(1);
                    requests.add(ratio(cost, "requests"));
                    if (cost.at("/consumed/readUnits").asDouble() > 0) {
                        ratios.add(ratio(cost, "readUnits"));
                    }
                }
            }
        }
        assertThat(ratios).hasSizeGreaterThan(CALLERS.size()).allMatch(ratio -> ratio >= 1);
        assertThat(requests).allMatch(ratio -> ratio >= 1);
        System.out.printf(
                "bound/consumed of the shop's queries: read units median %.1f, p95 %.1f; requests median %.1f, p95 %.1f%n",
                at(ratios, 0.5), at(ratios, 0.95), at(requests, 0.5), at(requests, 0.95));
    }

    @Test
    void the_query_that_the_readme_refuses_takes_what_it_says(@TempDir Path home) throws Exception {
        var readme = Files.readString(Path.of("../README.md"));
        var refused =
                readme.replaceAll(
                        "(?s).*--data-urlencode 'query=(\\{ me \\{ orders[^']*customer[^']*)'.*",
                        "$1");
        var schema = home.resolve("budget.graphqls");
        Files.writeString(
                schema,
                Files.readString(Schemas.SHOP)
                        .replaceFirst("writeUnits: (\\d+)\\)", "writeUnits: $1, enforce: BUDGET)"));
        try (var serving = new Serving(home, "--schema", schema.toString())) {
            serving.awaitReady();
            var consumed = cost(serving, "c1", refused).path("consumed");
            assertThat(readme)
                    .contains(
                            "the query really takes %d requests and %s read units"
                                    .formatted(
                                            consumed.path("requests").asInt(),
                                            consumed.path("readUnits").asDouble()));
        }
    }

    /// Returns the trusted queries of the shop, each with the fragments of its file.
    private static List<Document> queries() throws IOException {
        var queries = new ArrayList<Document>();
        try (var files = Files.list(Schemas.SHOP_OPERATIONS)) {
            for (var file : files.sorted().toList()) {
                var document = Parser.parse(Files.readString(file));
                var fragments = document.getDefinitionsOfType(FragmentDefinition.class);
                for (var operation : document.getDefinitionsOfType(OperationDefinition.class)) {
                    if (operation.getOperation() == OperationDefinition.Operation.QUERY) {
                        var bare = operation.transform(each -> each.variableDefinitions(List.of()));
                        var builder = Document.newDocument().definition(bare);
                        fragments.forEach(builder::definition);
                        queries.add(builder.build());
                    }
                }
            }
        }
        assertThat(queries).hasSizeGreaterThan(3);
        return queries;
    }

    private static Map<String, String> arguments(Serving serving, String caller) throws Exception {
        var orders =
                ask(
                        serving,
                        caller,
                        "{ me { orders(first: 1) { edges { node { id lines { product { id category } } } } } } }");
        var order = orders.at("/data/me/orders/edges/0/node");
        return Map.of(
                "OrderPage", order.path("id").asText("none"),
                "ProductPage", order.at("/lines/0/product/id").asText("p1"),
                "CategoryPage", order.at("/lines/0/product/category").asText("none"));
    }

    private static String text(Document query, Map<String, String> arguments) {
        var name = query.getDefinitionsOfType(OperationDefinition.class).getFirst().getName();
        return AstPrinter.printAst(query)
                .replaceAll("\\$(after|maxPrice)", "null")
                .replaceAll("\\$\\w+", "\"" + arguments.get(name) + "\"");
    }

    private static JsonNode cost(Serving serving, String caller, String query) throws Exception {
        var answer = ask(serving, caller, query);
        assertThat(answer.get("errors")).as(query).isNull();
        return answer.at("/extensions/cost");
    }

    private static JsonNode ask(Serving serving, String caller, String query) throws Exception {
        return MAPPER.readTree(serving.query(caller, query, "graphql-cost", "report").body());
    }

    private static double ratio(JsonNode cost, String amount) {
        var consumed = cost.at("/consumed/" + amount).asDouble();
        return cost.at("/bound/" + amount).asDouble() / consumed;
    }

    /// Returns the value of a rank, such as 0.5 for the median.
    private static double at(List<Double> ratios, double rank) {
        var sorted = ratios.stream().sorted().toList();
        return sorted.get((int) Math.ceil(rank * sorted.size()) - 1);
    }
}

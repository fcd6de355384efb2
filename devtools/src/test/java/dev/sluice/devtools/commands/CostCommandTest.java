// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class CostCommandTest {
    private static final String ORDERS =
            """
            query Home { me { name } }
            query Orders($first: Int!) {
              me { orders(first: $first) { edges { node { lines { product { name } } } } } }
            }
            """;

    @TempDir Path directory;

    @Test
    void each_read_is_a_line_and_their_sum_is_compared_with_the_limits() throws IOException {
        var run = cost(ORDERS, "--operation", "Orders");

        assertThat(run)
                .isEqualTo(
                        new Console(
                                0,
                                """
                                Orders
                                  field                               request       wave  requests  read units  write units
                                  me                                  GetItem          1         1         0.5            0
                                  me.orders                           Query            1         1        10.5            0
                                  me.orders.edges.node.lines.product  BatchGetItem     2         5         250            0
                                  at most                                              2         7         261            0
                                  @limits                                                       20         400          300
                                Worst value assumed for: $first
                                """,
                                ""));
    }

    @Test
    void the_charge_of_the_caller_is_listed_so_that_the_lines_add_up() throws IOException {
        var schema =
                file(
                        "s.graphqls",
                        Files.readString(Schemas.SHOP)
                                .replaceFirst(
                                        "writeUnits: (\\d+)",
                                        "writeUnits: $1, perCaller: {units: 5000, seconds: 60}"));
        var run =
                Console.run(
                        "cost",
                        "--schema",
                        schema,
                        file("q.graphql", ORDERS),
                        "--operation",
                        "Home");

        assertThat(run)
                .isEqualTo(
                        new Console(
                                0,
                                """
                                Home
                                  field                request     wave  requests  read units  write units
                                  @limits(perCaller:)  UpdateItem     1         1           0            1
                                  @limits(perCaller:)  UpdateItem     2         1           0            1
                                  me                   GetItem        3         1         0.5            0
                                  at most                             3         3         0.5            2
                                  @limits                                      20         400          300
                                """,
                                ""));
    }

    @Test
    void all_operations_are_printed_and_values_are_used() throws IOException {
        var run = cost(ORDERS, "--variables", file("v.json", "{\"first\": 1}"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Home\n").contains("\n\nOrders\n").doesNotContain("$");
    }

    @Test
    void an_operation_above_the_limits_is_reported_with_exit_code_4() throws IOException {
        var run = cost("{ a: me { ...O } b: me { ...O } } " + fragment());

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out())
                .contains(
                        "Too expensive: readUnits 522, but @limits allows 400. Largest part:"
                                + " a.orders.edges.node.lines.product\n");
    }

    @Test
    void the_report_can_be_had_as_JSON() throws IOException {
        var run = cost("{ a: me { ...O } b: me { ...O } } " + fragment(), "--format", "json");
        var report = new JsonMapper().readTree(run.out());

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(report.at("/limits/readUnits").asInt()).isEqualTo(400);
        var operation = report.at("/operations/0");
        assertThat(operation.path("name").isNull()).isTrue();
        assertThat(operation.path("unknown").isEmpty()).isTrue();
        assertThat(operation.path("bound").toString())
                .isEqualTo("{\"requests\":13,\"waves\":2,\"readUnits\":522.0,\"writeUnits\":0}");
        assertThat(operation.at("/requests/1").toString())
                .isEqualTo(
                        "{\"field\":\"a.orders\",\"request\":\"Query\",\"wave\":1,\"requests\":1,"
                                + "\"readUnits\":10.5,\"writeUnits\":0}");
        assertThat(operation.at("/excesses/0").toString())
                .isEqualTo(
                        "{\"limit\":\"readUnits\",\"maximum\":400,\"bound\":522,"
                                + "\"field\":\"a.orders.edges.node.lines.product\"}");
    }

    @Test
    void a_document_that_does_not_fit_the_schema_says_where() throws IOException {
        var run = cost("{\n  me { age }\n}");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(directory.resolve("q.graphql") + ":2:8: ").contains("age");
    }

    @Test
    void variables_that_are_not_an_object_are_reported_with_their_place() throws IOException {
        var variables = file("v.json", "\n[]");
        var run = cost(ORDERS, "--variables", variables);

        assertThat(run)
                .isEqualTo(new Console(1, "", variables + ":2:1: it is not a JSON object.\n"));
    }

    @Test
    void an_operation_that_is_not_there_and_a_file_that_is_not_there_are_failures()
            throws IOException {
        assertThat(cost(ORDERS, "--operation", "Away").exitCode()).isEqualTo(2);
        assertThat(Console.run("cost", "--schema", Schemas.SHOP.toString(), "away.graphql"))
                .isEqualTo(new Console(3, "", "There is no document away.graphql.\n"));
    }

    private static String fragment() {
        return "fragment O on User { orders(first: 20) { edges { node { lines { product { name } } } } } }";
    }

    private Console cost(String document, String... options) throws IOException {
        var typed = new ArrayList<>(List.of("cost", "--schema", Schemas.SHOP.toString()));
        typed.addAll(List.of(options));
        typed.add(file("q.graphql", document));
        return Console.run(typed.toArray(String[]::new));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }
}

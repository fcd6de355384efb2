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

class CheckCommandTest {
    @TempDir Path directory;

    @Test
    void a_right_schema_is_said_to_be_right_and_what_it_goes_without() throws IOException {
        var file = schema(Schemas.STATIONS);

        assertThat(Console.run("check", "--schema", file.toString()))
                .isEqualTo(
                        new Console(
                                0,
                                file
                                        + " is valid: stored types 1, tables 1, trusted operations 0.\n",
                                "note: "
                                        + file
                                        + ": the schema has no @limits, so no operation is too"
                                        + " expensive.\n"));
    }

    @Test
    void a_sunset_that_has_come_is_a_note() throws IOException {
        var name = "  name: String!\n";
        assertThat(Schemas.STATIONS).contains(name);
        var past = "  name: String! @deprecated(reason: \"Use id.\") @sunset(on: \"2026-01-31\")\n";
        var run =
                Console.run("check", "--schema", schema(Schemas.STATIONS.replace(name, past)) + "");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains(
                        "note: Station.name: its sunset has come. Fix: remove it when no client"
                                + " uses it, or announce a later date\n");
        var later = past.replace("2026-01-31", "2999-12-31");
        assertThat(
                        Console.run(
                                        "check",
                                        "--schema",
                                        schema(Schemas.STATIONS.replace(name, later)) + "")
                                .err())
                .doesNotContain("sunset");
    }

    @Test
    void an_operation_that_needs_a_flag_is_a_note() throws IOException {
        var name = "  name: String!\n";
        assertThat(Schemas.STATIONS).contains(name);
        var flagged = Schemas.STATIONS.replace(name, "  name: String! @flag(name: \"names\")\n");
        var operations = Files.createDirectories(directory.resolve("flagged"));
        Files.writeString(
                operations.resolve("all.graphql"),
                "query Name { station(id: \"s1\") { name } } query Id { station(id: \"s1\") { id } }");

        var run =
                Console.run(
                        "check", "--schema", schema(flagged) + "", "--operations", operations + "");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .contains(
                        "note: Name needs the flag `names`: it is not valid for callers to whom no"
                                + " setting shows it\n")
                .doesNotContain("Id needs");
    }

    @Test
    void each_problem_is_a_line_with_its_place_and_fix() throws IOException {
        var file = schema(Schemas.STATIONS.replace("\"id = $id\"", "\"name = $id\""));
        var run = Console.run("check", "--schema", file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines())
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(line)
                                .startsWith(file + ":11:")
                                .contains(" Query.station: ")
                                .contains(". Fix: "));
        assertThat(run.err()).isEmpty();
    }

    @Test
    void problems_can_be_had_as_JSON() throws IOException {
        var file = schema(Schemas.STATIONS.replace("\"id = $id\"", "\"name = $id\""));
        var run = Console.run("check", "--schema", file.toString(), "--format", "json");
        var problem = new JsonMapper().readTree(run.out()).at("/problems/0");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(problem.get("file").asText()).isEqualTo(file.toString());
        assertThat(problem.get("line").asInt()).isEqualTo(11);
        assertThat(problem.get("coordinate").asText()).isEqualTo("Query.station");
        assertThat(problem.get("fault").asText()).isNotEmpty();
        assertThat(problem.get("fix").asText()).isNotEmpty();
    }

    @Test
    void a_right_schema_has_no_problems_in_JSON() throws IOException {
        var file = schema(Schemas.STATIONS);
        var run = Console.run("check", "--schema", file.toString(), "--format", "json");

        assertThat(new JsonMapper().readTree(run.out()).at("/problems")).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_fault_of_an_operation_is_a_problem_too() throws IOException {
        var operations = Files.createDirectory(directory.resolve("operations"));
        var operation = Files.writeString(operations.resolve("a.graphql"), "query A { nope }");
        var run =
                Console.run(
                        "check",
                        "--schema",
                        schema(Schemas.STATIONS).toString(),
                        "--operations",
                        operations.toString());

        assertThat(run)
                .isEqualTo(
                        new Console(
                                1,
                                operation
                                        + ":1:11 document: Field 'nope' in type 'Query' is undefined."
                                        + " Fix: change it to fit GraphQL and the schema.\n",
                                ""));
    }

    @Test
    void a_missing_file_is_one_line() {
        var file = directory.resolve("none.graphqls");

        assertThat(Console.run("check", "--schema", file.toString()))
                .isEqualTo(new Console(3, "", "There is no schema file %s.\n".formatted(file)));
    }

    @Test
    void a_file_that_is_not_text_is_reported_in_one_line() throws IOException {
        var file = Files.write(directory.resolve("image.graphqls"), new byte[] {(byte) 0xff, 0});

        assertThat(Console.run("check", "--schema", file.toString()))
                .isEqualTo(new Console(1, "", "%s is not UTF-8 text.\n".formatted(file)));
    }

    @Test
    void a_directory_is_one_line() {
        assertThat(Console.run("check", "--schema", directory.toString()))
                .isEqualTo(
                        new Console(
                                3,
                                "",
                                "The schema file %s cannot be read.\n".formatted(directory)));
    }

    private Path schema(String text) throws IOException {
        return Files.writeString(directory.resolve("api.graphqls"), text);
    }
}

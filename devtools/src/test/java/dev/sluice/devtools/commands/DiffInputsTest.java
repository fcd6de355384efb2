// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What `sluice diff` says of files and addresses that are not what it needs, or only in part.
class DiffInputsTest {
    private static final String SCHEMA =
            """
            type Order @table(name: "Orders", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
              id: ID!
              note: String
              text: String
            }
            type Query { order(id: ID!): Order @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
            """;
    private static final String WITHOUT_NOTE = SCHEMA.replace("  note: String\n", "");
    private static final String TEXT = "query Text { order(id: 1) { text } }";
    private static final String ADMITTED =
            "{\"message\":\"request\",\"operation\":\"Text\",\"documentHash\":\"a\"}\n";

    @TempDir private Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Console diff(String before, String after, Object... options) throws IOException {
        var words =
                new ArrayList<>(
                        List.of(
                                "diff",
                                "--from",
                                file("before.graphqls", before).toString(),
                                "--schema",
                                file("after.graphqls", after).toString()));
        List.of(options).forEach(option -> words.add(option.toString()));
        return Console.run(words.toArray(String[]::new));
    }

    @Test
    void a_missing_file_is_named() throws IOException {
        var none = directory.resolve("none");

        assertThat(diff(SCHEMA, SCHEMA, "--log", none).err()).contains(none.toString());
        assertThat(diff(SCHEMA, SCHEMA, "--traffic", none).err()).contains(none.toString());
        assertThat(diff(SCHEMA, SCHEMA, "--operations", none).err()).contains(none.toString());
        var schema = Console.run("diff", "--from", none.toString(), "--schema", none.toString());
        assertThat(schema.err()).contains(none.toString());
        assertThat(schema.exitCode()).isEqualTo(3);
    }

    @Test
    void an_empty_manifest_has_no_operations_so_each_change_counts_as_used() throws IOException {
        var manifest = file("operations.json", "{}");

        assertThat(diff(SCHEMA, WITHOUT_NOTE, "--operations", manifest).exitCode()).isEqualTo(1);
        Files.writeString(manifest, "{\"a\": \"%s\"}".formatted(TEXT));
        assertThat(diff(SCHEMA, WITHOUT_NOTE, "--operations", manifest).exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | it is not an object with format",
                "{\"a\": | it is not JSON",
                "{\"a\": 1} | the value of \"a\" is not the text of an operation",
                "{\"a\": \"{\"} | Invalid syntax"
            })
    void a_manifest_that_is_none_is_refused(String text, String reason) throws IOException {
        var run = diff(SCHEMA, SCHEMA, "--operations", file("operations.json", text));

        assertThat(run.err()).startsWith("operations.json").contains(reason);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void lines_of_a_log_that_are_cut_off_may_hide_any_operation() throws IOException {
        var operations = file("text.graphql", TEXT);
        var log = file("log.json", "START RequestId: 1\n" + ADMITTED);

        assertThat(diff(SCHEMA, WITHOUT_NOTE, "--operations", operations, "--log", log))
                .satisfies(run -> assertThat(run.out()).doesNotContain("UNKNOWN"))
                .satisfies(run -> assertThat(run.exitCode()).isZero());
        Files.writeString(log, ADMITTED + "{\"message\":\"request\",\"operat\n");
        assertThat(diff(SCHEMA, WITHOUT_NOTE, "--operations", operations, "--log", log))
                .satisfies(run ->
                        assertThat(run.out())
                                .contains(
                                        "UNKNOWN 1 line of the log: no JSON, so their operations may use anything."))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1));
    }

    @Test
    void a_request_without_a_name_may_use_anything_unless_it_was_refused() throws IOException {
        var operations = file("text.graphql", TEXT);
        var log = file("log.json", ADMITTED + "{\"message\":\"request\",\"status\":400}\n");

        assertThat(diff(SCHEMA, WITHOUT_NOTE, "--operations", operations, "--log", log).exitCode())
                .isZero();
        Files.writeString(log, ADMITTED + ADMITTED.replace("\"operation\":\"Text\",", ""));
        assertThat(diff(SCHEMA, WITHOUT_NOTE, "--operations", operations, "--log", log).out())
                .contains("UNKNOWN (unnamed) (1 request): its text is not among the operations");
        Files.writeString(log, "");
        assertThat(diff(SCHEMA, SCHEMA, "--log", log).err())
                .contains("log.json has no request. Fix: give the log of the function");
    }

    @ParameterizedTest
    @CsvSource({"note, remark", "remark, note"})
    void a_rename_is_the_removal_of_what_clients_use_and_a_new_field(String from, String to)
            throws IOException {
        var before = SCHEMA.replace("note", from);
        var after = SCHEMA.replace("note", to);
        var use = file("use.graphql", "query Use { order(id: 1) { %s } }".formatted(from));
        var run = diff(before, after, "--operations", use);

        assertThat(run.out())
                .contains(
                        "BREAKING Order.%s: the field is removed. Used by Use.".formatted(from),
                        "SAFE Order.%s: the field is new.".formatted(to),
                        "BROKEN Use: ");
        assertThat(run.exitCode()).isEqualTo(1);
        var stored = to + ": String @attribute(name: \"" + from + "\")";
        assertThat(diff(before, after.replace(to + ": String", stored), "--operations", use).out())
                .doesNotContain("What is stored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2999-12-31 | days before its sunset of 2999-12-31. | 1",
                "2026-01-31 | , as announced for 2026-01-31. | 0"
            })
    void the_sunset_of_an_input_field_counts_as_that_of_a_field(
            String day, String text, int exitCode) throws IOException {
        var after =
                SCHEMA
                        + """
                        input OrderInput { id: ID! note: String }
                        type Mutation {
                          put(input: OrderInput!): Order @write(put: "Order", item: "...$input") @auth(rules: [{public: true}])
                        }
                        """;
        var before =
                after.replace(
                        "note: String }",
                        "note: String text: String @deprecated @sunset(on: \"%s\") }"
                                .formatted(day));
        var run = diff(before, after);

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("BREAKING OrderInput.text: the input field is removed")
                .contains(text);
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void an_address_must_have_the_schema_file() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var isFile = exchange.getRequestURI().getPath().equals("/page");
                    var body = "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(isFile ? 200 : 405, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        var address = "http://localhost:%d/".formatted(server.getAddress().getPort());
        var schema = file("after.graphqls", SCHEMA).toString();
        try {
            assertThat(Console.run("diff", "--from", address + "graphql", "--schema", schema))
                    .isEqualTo(
                            new Console(
                                    3,
                                    "",
                                    address
                                            + "graphql answered 405. Fix: give the address of the schema file itself. An API does not show where its items are, not even in introspection.\n"));
            assertThat(Console.run("diff", "--from", address + "page", "--schema", schema).err())
                    .startsWith(address + "page:1:1");
        } finally {
            server.stop(0);
        }
        assertThat(Console.run("diff", "--from", address, "--schema", schema).err())
                .startsWith(address + " cannot be read: ");
    }
}

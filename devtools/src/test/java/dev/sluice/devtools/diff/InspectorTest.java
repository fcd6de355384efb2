// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.contract.ClientSdl;
import dev.sluice.devtools.data.TextFile;
import dev.sluice.devtools.serving.ClientPrograms;
import dev.sluice.devtools.serving.SchemaSource;
import dev.sluice.devtools.testing.Tool;
import dev.sluice.internal.document.OperationFile;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Twelve changes, as `sluice diff` and GraphQL Inspector judge them. GraphQL Inspector compares
/// what `sluice schema` prints for both versions.
class InspectorTest {
    private static final Path PAGE = Path.of("../docs/how-to/change-the-schema.md");

    private static final String SCHEMA =
            """
            schema @limits(requests: 20, readUnits: 200, writeUnits: 20) { query: Query mutation: Mutation }
            enum Status { OPEN DONE }
            union Entry = Order | Note
            type Order
              @table(name: "Orders", partitionKey: "CUSTOMER#{customer}", sortKey: "ORDER#{id}", itemSize: 2)
              @auth(rules: [{owner: "customer"}]) {
              customer: ID!
              id: ID!
              status: Status!
              note: String
              text: String
              total: Int!
            }
            type Note
              @table(name: "Orders", partitionKey: "CUSTOMER#{customer}", sortKey: "NOTE#{id}", itemSize: 2)
              @auth(rules: [{owner: "customer"}]) { customer: ID! id: ID! }
            type Query {
              orders(first: Int! = 10, after: String): OrderConnection!
                @query(keyCondition: "customer = $claims.sub", maxItems: 20) @auth(rules: [{signedIn: true}])
              entries(first: Int! = 10, after: String): EntryConnection!
                @query(keyCondition: "customer = $claims.sub", maxItems: 20) @auth(rules: [{signedIn: true}])
            }
            input NoteInput { text: String = "none" }
            type Mutation {
              note(id: ID!, note: NoteInput!): Order @auth(rules: [{signedIn: true}])
                @write(update: "Order", key: "customer = $claims.sub AND id = $id", expression: "SET text = $note.text")
            }
            """;

    private static final String OPERATIONS =
            """
            query Mine { orders { edges { node { id status note total } } } }
            query All { entries { edges { node { __typename } } } }
            mutation Note($id: ID!, $n: NoteInput!) { note(id: $id, note: $n) { id } }
            """;

    private static final String GIFT =
            """
            union Entry = Order | Note | Gift
            type Gift
              @table(name: "Orders", partitionKey: "CUSTOMER#{customer}", sortKey: "GIFT#{id}", itemSize: 2)
              @auth(rules: [{owner: "customer"}]) { customer: ID! id: ID! }
            """;

    private static final String BY_TOTAL =
            """
            itemSize: 2)
              @index(name: "byTotal", partitionKey: "{customer}", sortKey: "{total}")
              @auth(rules: [{owner: "customer"}]) {
            """;

    private static final String DEAREST =
            """
            type Query {
              dearest(first: Int! = 10, after: String): OrderConnection!
                @query(index: "byTotal", keyCondition: "customer = $claims.sub") @auth(rules: [{signedIn: true}])
            """;

    /// @param what for people
    /// @param edits pairs of what is there and what takes its place
    private record Edit(String what, List<String> edits) {
        String after() {
            var after = SCHEMA;
            for (int i = 0; i < edits.size(); i += 2) {
                assertThat(after).as(what).contains(edits.get(i));
                after = after.replace(edits.get(i), edits.get(i + 1));
            }
            return after;
        }
    }

    private static Edit edit(String what, String... edits) {
        return new Edit(what, List.of(edits));
    }

    private static final List<Edit> EDITS =
            List.of(
                    edit("A field that clients use is removed", "  note: String\n", ""),
                    edit(
                            "A field that no client uses is removed",
                            "  text: String\n",
                            "",
                            "SET text = $note.text",
                            "SET note = $note.text"),
                    edit("A field becomes nullable", "total: Int!", "total: Int"),
                    edit(
                            "An argument is new and required",
                            "note(id: ID!,",
                            "note(id: ID!, status: Status!,",
                            "SET text = $note.text",
                            "SET text = $note.text, status = $status"),
                    edit("An enum has a new value", "OPEN DONE", "OPEN DONE LOST"),
                    edit("An enum loses a value", "OPEN DONE", "OPEN"),
                    edit("A union has a new member", "union Entry = Order | Note\n", GIFT),
                    edit("An input field has another default", "= \"none\"", "= \"-\""),
                    edit(
                            "A field is deprecated",
                            "note: String\n",
                            "note: String @deprecated(reason: \"Use text.\") @sunset(on: \"2999-12-31\")\n"),
                    edit(
                            "A field is stored under another name",
                            "total: Int!",
                            "total: Int! @attribute(name: \"sum\")"),
                    edit("Items can be larger", "itemSize: 2", "itemSize: 8"),
                    edit(
                            "An index is new, and a field reads it",
                            "itemSize: 2)\n  @auth(rules: [{owner: \"customer\"}]) {\n",
                            BY_TOTAL,
                            "type Query {\n",
                            DEAREST));

    @Test
    void the_guide_shows_what_both_say_about_twelve_changes() throws Exception {
        var judged = inspected();
        var rows = new ArrayList<String>();
        for (int i = 0; i < EDITS.size(); i++) {
            rows.add(
                    "| %s | %s | %s |"
                            .formatted(EDITS.get(i).what(), judged.get(i), verdict(EDITS.get(i))));
        }

        assertThat(TextFile.read(PAGE, "page")).contains(String.join("\n", rows) + "\n");
    }

    private static List<String> inspected() throws Exception {
        var pairs =
                EDITS.stream()
                        .map(edit -> Map.of("before", sdl(SCHEMA), "after", sdl(edit.after())))
                        .toList();
        var directory = ClientPrograms.install();
        Files.writeString(
                directory.resolve("changes.json"), new JsonMapper().writeValueAsString(pairs));
        return Tool.NODE.run(directory, List.of("inspector.js", "changes.json")).stream()
                .map(line -> line.replaceAll("([A-Z_]+) ([^,]+)", "$1 `$2`"))
                .toList();
    }

    private static String sdl(String schema) {
        return new ClientSdl(new SchemaSource("api.graphqls", schema).compile().clientSchema())
                .text();
    }

    /// Returns each finding of `sluice diff`, and whether it exits with 1.
    private static String verdict(Edit edit) {
        var difference =
                SchemaDifference.of(
                        new SchemaSource("before.graphqls", SCHEMA),
                        new SchemaSource("after.graphqls", edit.after()),
                        List.of(new OperationFile("operations.graphql", OPERATIONS)),
                        null,
                        null);
        var contract =
                difference.contract().stream()
                        .map(each ->
                                "%s `%s`%s"
                                        .formatted(
                                                each.change().level(),
                                                each.change().coordinate(),
                                                each.uses().isEmpty()
                                                        ? ""
                                                        : each.uses().stream()
                                                                .map(Consumer::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ",
                                                                                ", used by ",
                                                                                ""))));
        var operations =
                difference.operations().stream()
                        .filter(each -> each.effect() != OperationChange.Effect.SAME)
                        .map(each -> "%s %s".formatted(each.effect(), each.operation().name()));
        var stored =
                difference.stored().stream()
                        .map(each -> "%s `%s`, stored".formatted(each.level(), each.coordinate()));
        var deployments =
                difference.deployments().size() == 1
                        ? Stream.<String>of()
                        : Stream.of(difference.deployments().size() + " deployments");
        return Stream.of(contract, operations, stored, deployments)
                        .flatMap(each -> each)
                        .collect(Collectors.joining("; "))
                + (difference.breaks() ? "; **exit code 1**" : "");
    }
}

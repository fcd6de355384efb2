// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class DiffCommandTest {
    private static final String SCHEMA =
            """
            schema @limits(requests: 20, readUnits: 200, writeUnits: 20) { query: Query mutation: Mutation }
            enum Status { OPEN DONE }
            type Order
              @table(name: "Orders", partitionKey: "CUSTOMER#{customer}", sortKey: "ORDER#{id}", itemSize: 2)
              @index(name: "byStatus", partitionKey: "{status}", sortKey: "{id}")
              @auth(rules: [{owner: "customer"}]) {
              customer: ID!
              id: ID!
              status: Status!
              note: String
              text: String
              total: Int!
            }
            type Query {
              order(customer: ID!, id: ID!): Order
                @getItem(key: "customer = $customer AND id = $id") @auth(rules: [{signedIn: true}])
              orders(first: Int! = 10, after: String): OrderConnection!
                @query(keyCondition: "customer = $claims.sub", maxItems: 20) @auth(rules: [{signedIn: true}])
            }
            input NoteInput { text: String = "none" tag: String }
            type Mutation {
              note(id: ID!, note: NoteInput!): Order @auth(rules: [{signedIn: true}])
                @write(update: "Order", key: "customer = $claims.sub AND id = $id", expression: "SET text = $note.text")
            }
            """;

    @TempDir private Path directory;

    private Console diff(String before, String after, String... options) throws IOException {
        var from = Files.writeString(directory.resolve("before.graphqls"), before);
        var to = Files.writeString(directory.resolve("after.graphqls"), after);
        var words =
                new ArrayList<>(List.of("diff", "--from", from.toString(), "--schema", "" + to));
        words.addAll(List.of(options));
        return Console.run(words.toArray(String[]::new));
    }

    private String[] operations(String... texts) throws IOException {
        var operations = Files.createDirectories(directory.resolve("operations"));
        for (int i = 0; i < texts.length; i++) {
            Files.writeString(operations.resolve(i + ".graphql"), texts[i]);
        }
        return new String[] {"--operations", operations.toString()};
    }

    private static final String USES =
            "query Mine { orders { edges { node { id status note total } } } }\n"
                    + "mutation Note($id: ID!, $n: NoteInput!) { note(id: $id, note: $n) { id } }";

    static Stream<Arguments> changes() {
        return Stream.of(
                change(
                        "  note: String\n",
                        "  note: String @flag(name: \"notes\")\n",
                        1,
                        "BREAKING Order.note: the flag `notes` hides the field from callers to whom no setting shows it. Used by Mine."),
                change(
                        "  note: String\n",
                        "",
                        1,
                        "BREAKING Order.note: the field is removed. Used by Mine."),
                change(
                        "OPEN DONE",
                        "OPEN DONE LOST",
                        0,
                        "DANGEROUS Status.LOST: the value is new: a client that does not know it can receive it."
                                + " Used by Mine."),
                change("OPEN DONE", "OPEN", 1, "BREAKING Status.DONE: the value is removed."),
                change(
                        "note: String\n",
                        "note: String @deprecated(reason: \"Use text.\")\n",
                        0,
                        "SAFE Order.note: it is deprecated: \"Use text.\". Used by Mine."),
                change(
                        "note: String\n",
                        "note: String @deprecated(reason: \"Use text.\") @sunset(on: \"2999-12-31\")\n",
                        0,
                        "SAFE Order.note: it is deprecated: \"Use text. Sunset: 2999-12-31.\". Used by Mine."),
                change(
                        "total: Int!",
                        "total: Int",
                        1,
                        "BREAKING Order.total: the type is `Int` instead of `Int!`. Used by Mine."),
                change(
                        "note: String\n",
                        "note: String! @attribute(default: \"'-'\")\n",
                        0,
                        "SAFE Order.note: the type is `String!` instead of `String`."),
                change(
                        "tag: String }",
                        "tag: String! }",
                        1,
                        "BREAKING NoteInput.tag: the type is `String!` instead of `String`. Used by Note."),
                change(
                        "tag: String }",
                        "tag: String by: ID! }",
                        1,
                        "BREAKING NoteInput.by: the input field is new, and required. Used by Note."),
                change(
                        "tag: String }",
                        "tag: String by: ID }",
                        0,
                        "SAFE NoteInput.by: the input field is new."),
                change(
                        "= \"none\"",
                        "= \"-\"",
                        0,
                        "DANGEROUS NoteInput.text: the default is \"-\" instead of \"none\". Used by Note."),
                change(
                        "first: Int! = 10",
                        "first: Int! = 20",
                        0,
                        "DANGEROUS Query.orders(first:): the default is 20 instead of 10. Used by Mine."),
                change(
                        "first: Int! = 10, after: String): OrderConnection!\n    @query(keyCondition: \"customer = $claims.sub\",",
                        "status: Status, first: Int! = 10, after: String): OrderConnection!\n    @query(keyCondition: \"customer = $claims.sub\", filter: \"status = $status\", maxRead: 20,",
                        0,
                        "SAFE Query.orders(status:): the argument is new."),
                change(
                        "order(customer: ID!, id: ID!)",
                        "order(customer: ID!, id: String!)",
                        0,
                        "BREAKING Query.order(id:): the type is `String!` instead of `ID!`."),
                change(
                        "  note: String\n",
                        "  note: String\n  gift: Boolean\n",
                        0,
                        "SAFE Order.gift: the field is new."),
                change(
                        "  note: String\n",
                        "  note: String\n  gift: Boolean!\n",
                        1,
                        "BREAKING Order.gift: it is new and non-null, and no item has it. To be safe: give it a"
                                + " literal @attribute(default:), or make it nullable until each item has it."),
                change(
                        "total: Int!\n",
                        "total: Int! @attribute(name: \"sum\")\n",
                        1,
                        "BREAKING Order.total: its attribute is `sum` instead of `total`, which the items have."),
                change(
                        "sortKey: \"ORDER#{id}\"",
                        "sortKey: \"O#{id}\"",
                        1,
                        "BREAKING Order: its key is (pk \"CUSTOMER#{customer}\", sk \"O#{id}\") instead of"),
                change(
                        "{owner: \"customer\"}",
                        "{owner: \"customer\"}, {group: \"staff\"}",
                        0,
                        "DANGEROUS Order: who may see its items changes: [{owner: \"customer\"}, {group: \"staff\"}]"
                                + " instead of [{owner: \"customer\"}]."),
                change(
                        "itemSize: 2",
                        "itemSize: 1",
                        0,
                        "DANGEROUS Order: itemSize is 1 KB instead of 2"),
                change(
                        "customer: ID!\n",
                        "customer: ID! @constraint(maxLength: 9)\n",
                        0,
                        "DANGEROUS Order.customer: its constraints are others"));
    }

    private static Arguments change(String before, String after, int exitCode, String line) {
        return Arguments.of(before, after, exitCode, line);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void each_change_has_its_verdict(String before, String after, int exitCode, String line)
            throws IOException {
        assertThat(SCHEMA).contains(before);
        var run = diff(SCHEMA, SCHEMA.replace(before, after), operations(USES));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains(line);
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void equal_schemas_have_no_difference() throws IOException {
        var run = diff(SCHEMA, SCHEMA, operations(USES));

        assertThat(run.out())
                .isEqualTo(
                        """
                        From %s to %s: nothing that is used breaks.

                        Deployments
                          1. Deploy the change.
                        """
                                .formatted(
                                        directory.resolve("before.graphqls"),
                                        directory.resolve("after.graphqls")));
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_breaking_change_that_no_known_operation_uses_breaks_nothing() throws IOException {
        var after = SCHEMA.replace("  note: String\n", "");
        var run =
                diff(SCHEMA, after, operations("query Mine { orders { edges { node { id } } } }"));

        assertThat(run.out()).contains("BREAKING Order.note: the field is removed.\n");
        assertThat(run.exitCode()).isZero();
        assertThat(diff(SCHEMA, after).exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2999-12-31 | days before its sunset of 2999-12-31. | 1",
                "2026-01-31 | the field is removed, as announced for 2026-01-31. | 0"
            })
    void a_field_that_is_removed_after_its_sunset_breaks_only_the_operations_that_use_it(
            String sunset, String text, int exitCode) throws IOException {
        var before =
                SCHEMA.replace(
                        "  note: String\n",
                        "  note: String @deprecated(reason: \"Use text.\") @sunset(on: \"%s\")\n"
                                .formatted(sunset));
        var after = SCHEMA.replace("  note: String\n", "");

        var unknown = diff(before, after);
        assertThat(unknown.out())
                .contains("BREAKING Order.note: the field is removed")
                .contains(text);
        assertThat(unknown.exitCode()).isEqualTo(exitCode);
        assertThat(diff(before, after, operations(USES)).exitCode()).isEqualTo(1);
    }

    @Test
    void owners_and_budgets_that_change_are_there_and_changes_name_their_owner()
            throws IOException {
        var before =
                SCHEMA.replace("type Query {", "type Query @owner(team: \"platform\") {")
                        .replace("OrderConnection!\n", "OrderConnection! @budget(p99: 200)\n");
        var after =
                SCHEMA.replace("type Order\n", "type Order @owner(team: \"orders\")\n")
                        .replace("OrderConnection!\n", "OrderConnection! @budget(p99: 400)\n")
                        .replace("  note: String\n", "  note: String\n  gift: Boolean\n");
        var run = diff(before, after, operations(USES));

        assertThat(run.out())
                .contains("SAFE Order: its owner is orders instead of absent. Owner: orders.")
                .contains("SAFE Query: its owner is absent instead of platform. Owner: platform.")
                .contains(
                        "DANGEROUS Query.orders: its budget is 400 ms instead of 200 ms. Owner: orders."
                                + " Used by Mine.")
                .contains("SAFE Order.gift: the field is new. Owner: orders.");
        assertThat(run.exitCode()).isZero();
        assertThat(diff(after, before, operations(USES)).out())
                .contains("SAFE Query.orders: its budget is 200 ms instead of 400 ms.");
    }

    @Test
    void the_log_says_how_often_an_operation_ran_and_which_are_unknown() throws IOException {
        var line =
                "{\"timestamp\":\"2026-11-0%dT10:00:00Z\",\"message\":\"request\",\"operation\":\"%s\",\"clientName\":\"%s\"}\n";
        var log =
                Files.writeString(
                        directory.resolve("log.json"),
                        line.formatted(1, "Mine", "web")
                                + "START\n"
                                + line.formatted(3, "Mine", "app")
                                + line.formatted(2, "Old", "web"));
        var after = SCHEMA.replace("OPEN DONE", "OPEN DONE LOST");
        var options = new ArrayList<>(List.of(operations(USES)));
        options.addAll(List.of("--log", log.toString()));
        var run = diff(SCHEMA, after, options.toArray(String[]::new));

        assertThat(run.out())
                .contains("Used by Mine (2 requests of app and web, last 2026-11-03T10:00:00Z).")
                .contains(
                        "UNKNOWN Old (1 request of web, last 2026-11-02T10:00:00Z): its text is not among");
    }

    @Test
    void a_dearer_operation_shows_both_bounds() throws IOException {
        var run = diff(SCHEMA, SCHEMA.replace("itemSize: 2", "itemSize: 9"), operations(USES));

        assertThat(run.out())
                .contains(
                        "DEARER Mine: at most 1 request in 1 wave, ",
                        ", before 1 request in 1 wave, ");
    }

    @Test
    void an_operation_that_is_refused_then_is_broken() throws IOException {
        var run = diff(SCHEMA, SCHEMA.replace("readUnits: 200", "readUnits: 1"), operations(USES));

        assertThat(run.out()).contains("BROKEN Mine: its bound is ", ", and @limits allows 1.");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void a_new_index_and_its_field_are_two_deployments() throws IOException {
        var after =
                SCHEMA.replace(
                                "  @auth(rules: [{owner: \"customer\"}]) {",
                                "  @index(name: \"byTotal\", partitionKey: \"CUSTOMER#{customer}\", sortKey: \"{total}\")\n"
                                        + "  @auth(rules: [{owner: \"customer\"}]) {")
                        .replace(
                                "type Query {",
                                """
                                type Query {
                                  dearest(first: Int! = 10, after: String): OrderConnection!
                                    @query(index: "byTotal", keyCondition: "customer = $claims.sub") @auth(rules: [{signedIn: true}])
                                """);
        var run = diff(SCHEMA, after, operations(USES));

        assertThat(run.out())
                .contains(
                        """
                        Tables, indexes, streams and permissions
                          + index OrdersTable.byTotal
                          + permission dynamodb:Query on ${OrdersTable.Arn}/index/byTotal
                        """)
                .contains(
                        "  1. Deploy the new indexes, without the fields that read them, and wait until each is ACTIVE")
                .contains("  2. Deploy the fields that read the new indexes.\n")
                .contains("its index `byTotal` has a composed key, which no item has yet");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void traffic_says_what_a_month_costs_at_most() throws IOException {
        var traffic =
                Files.writeString(
                        directory.resolve("mix.csv"), "operation,perSecond,values\nMine,100,\n");
        var options = concat(operations(USES), "--traffic", traffic.toString());
        var run = diff(SCHEMA, SCHEMA.replace("itemSize: 2", "itemSize: 8"), options);

        // A page of 10 reads 11 items, which take 3 units if they have 2 KB, and 11 if they have 8.
        // 100 requests a second are 259.2 millions in 30 days. A million units costs USD 0.125.
        assertThat(run.out())
                .contains(
                        """
                        What DynamoDB asks for a month of this traffic
                          At most USD 356.40, before 97.20: USD 259.20 more.
                        """);
        Files.writeString(traffic, "operation,perSecond,values\nYours,100,\n");
        assertThat(diff(SCHEMA, SCHEMA, options).err())
                .contains("mix.csv:2: there is no operation Yours. Known are Mine, Note.");
    }

    @Test
    void json_and_markdown_have_the_same_findings() throws IOException {
        var after = SCHEMA.replace("OPEN DONE", "OPEN");
        var json = diff(SCHEMA, after, concat(operations(USES), "--format", "json"));
        var markdown = diff(SCHEMA, after, concat(operations(USES), "--format", "markdown"));

        var report = new JsonMapper().readTree(json.out());
        assertThat(report.path("breaks").asBoolean()).isTrue();
        assertThat(report.at("/contract/0/change/coordinate").asText()).isEqualTo("Status.DONE");
        assertThat(report.at("/contract/0/uses/0/name").asText()).isEqualTo("Mine");
        assertThat(markdown.out())
                .startsWith("## Schema change\n\nFrom ")
                .contains(
                        "### What clients see\n\n- BREAKING Status.DONE: the value is removed. Used by Mine.\n");
    }

    private static String[] concat(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void the_earlier_schema_can_be_a_revision_of_git() throws Exception {
        var file = Files.writeString(directory.resolve("api.graphqls"), SCHEMA);
        for (var command :
                List.of(
                        List.of("init", "-q"),
                        List.of("add", "."),
                        List.of(
                                "-c",
                                "user.name=t",
                                "-c",
                                "user.email=t@t",
                                "commit",
                                "-qm",
                                "one"))) {
            var words = new ArrayList<>(List.of("git"));
            words.addAll(command);
            assertThat(new ProcessBuilder(words).directory(directory.toFile()).start().waitFor())
                    .isZero();
        }
        Files.writeString(file, SCHEMA.replace("OPEN DONE", "OPEN DONE LOST"));
        var run = Console.run("diff", "--from", "HEAD", "--schema", file.toString());
        var unknown = Console.run("diff", "--from", "none", "--schema", file.toString());

        assertThat(run.out()).contains("DANGEROUS Status.LOST");
        assertThat(unknown.err())
                .contains("none is no file, no address, and no revision of git that has ");
        assertThat(unknown.exitCode()).isEqualTo(3);
    }
}

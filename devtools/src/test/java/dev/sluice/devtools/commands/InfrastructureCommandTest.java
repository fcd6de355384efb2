// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class InfrastructureCommandTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final String TWO =
            "the indexes %s would be created or deleted at once, but DynamoDB allows only one at a time. Fix: change one of them in the schema, run this command and deploy, then continue with the next (docs/how-to/change-a-key.md).";

    @TempDir Path directory;

    @Test
    void the_template_of_the_project_is_what_its_schema_gives() {
        assertThat(
                        check(
                                PROJECT.resolve("function/src/main/resources/schema.graphqls"),
                                PROJECT.resolve("infrastructure/data.yaml")))
                .satisfies(run -> assertThat(run.out()).contains(" is valid: "))
                .extracting(Console::exitCode)
                .isEqualTo(0);
    }

    @Test
    void a_template_is_written_once_and_again_in_the_same_bytes() throws IOException {
        var run = write(Schemas.STATIONS);
        var text = Files.readString(template());

        assertThat(run)
                .isEqualTo(
                        new Console(0, "Wrote " + template() + ": tables 1, permissions 2.\n", ""));
        assertThat(write(Schemas.STATIONS)).isEqualTo(run);
        assertThat(Files.readString(template())).isEqualTo(text);
        assertThat(check(schema(), template()).exitCode()).isZero();
    }

    @Test
    void a_table_that_is_no_longer_in_the_schema_is_reported_with_what_happens_to_it()
            throws IOException {
        write(Schemas.STATIONS);

        var run = write(Schemas.STATIONS.replace("\"Stations\"", "\"Stops\""));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .isEqualTo(
                        "StationsTable is no longer in the template: a deployment keeps the table, but no longer manages it.\n");
    }

    @Test
    void a_key_that_changes_is_refused_with_the_way_to_change_it() throws IOException {
        refused(
                Schemas.STATIONS.replace(
                        "partitionKey: \"{id}\"", "partitionKey: \"STATION#{id}\""),
                "its key would change from (id S) to (pk S), and CloudFormation would replace the table with an empty one. Fix: give the table another name in the schema, and move its items (docs/how-to/change-a-key.md).");
    }

    @Test
    void the_type_of_a_key_attribute_is_part_of_the_key() throws IOException {
        refused(
                Schemas.STATIONS
                        .replace("(id: ID!)", "(id: Int!)")
                        .replace("  id: ID!", "  id: Int!"),
                "its key would change from (id S) to (id N), and CloudFormation would replace the table with an empty one. Fix: give the table another name in the schema, and move its items (docs/how-to/change-a-key.md).");
    }

    @Test
    void an_index_that_changes_is_refused_with_the_way_to_change_it() throws IOException {
        refused(
                Schemas.STATIONS.replace(
                        "sortKey: \"{name}\")", "sortKey: \"{name}\", project: [])"),
                "its index byLine would change from (line S, name S: ALL) to (line S, name S:"
                        + " KEYS_ONLY), but DynamoDB cannot change an index. Fix: give the index another"
                        + " name in the schema, and move to it (docs/how-to/change-a-key.md).");
    }

    @Test
    void two_new_indexes_of_one_table_need_two_deployments() throws IOException {
        refused(
                Schemas.STATIONS.replace(
                        "  @auth(rules: [{public: true}]) {\n  id",
                        "  @index(name: \"byName\", partitionKey: \"{name}\")\n"
                                + "  @index(name: \"byOther\", partitionKey: \"{name}\", sortKey:"
                                + " \"{line}\")\n"
                                + "  @auth(rules: [{public: true}]) {\n  id"),
                TWO.formatted("byName and byOther"));
    }

    @Test
    void an_index_that_takes_anothers_place_needs_two_deployments_too() throws IOException {
        refused(Schemas.STATIONS.replace("byLine", "byRoute"), TWO.formatted("byLine and byRoute"));
    }

    @Test
    void one_new_index_is_written() throws IOException {
        write(Schemas.STATIONS);

        var run =
                write(
                        Schemas.STATIONS.replace(
                                "  @auth(rules: [{public: true}]) {\n  id",
                                "  @index(name: \"byName\", partitionKey: \"{name}\")\n"
                                        + "  @auth(rules: [{public: true}]) {\n  id"));

        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(template())).contains("IndexName: byName");
    }

    @Test
    void a_field_that_reads_a_new_index_is_reported_by_both_commands() throws IOException {
        write(Schemas.STATIONS.replaceAll("  @index.*\n", ""));
        schema(
                Schemas.STATIONS.replace(
                        "type Query {\n",
                        "type Query {\n  ofLine(line: String!, first: Int! = 5, after: String): StationConnection!"
                                + " @query(index: \"byLine\", keyCondition: \"line = $line\", maxItems: 5)"
                                + " @auth(rules: [{public: true}])\n"));

        assertThat(check(schema(), template()).out())
                .contains(
                        "StationsTable: the index byLine is missing, but (line S, name S: ALL) in the schema. Fix: deploy the index before the fields that read it (docs/how-to/deploy.md#add-an-index), then run `sluice infrastructure`.");
        var run = write(Files.readString(schema()));
        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .isEqualTo(
                        "StationsTable: the index byLine is new, and a field reads it. If the table is deployed, deploy the index first, and the field when the index is filled (docs/how-to/deploy.md#add-an-index).\n");
    }

    @Test
    void more_tables_than_the_environment_can_name_are_refused() throws IOException {
        assertThat(write(tables(38)).exitCode()).isZero();

        assertThat(write(tables(39)))
                .isEqualTo(
                        new Console(
                                1,
                                "",
                                "The names of the 39 tables need 3081 characters of the function's environment, but it has room for 3040. Fix: store several types in one table, or serve some of them from another stack.\n"));
    }

    private static String tables(int count) {
        var types = new StringBuilder();
        var fields = new StringBuilder("type Query {\n");
        for (int i = 10; i < 10 + count; i++) {
            types.append(
                    "type T%d @table(name: \"T%d\", partitionKey: \"{id}\") @auth(rules: [{public: true}]) { id: ID! }\n"
                            .formatted(i, i));
            fields.append(
                    "  t%d(id: ID!): T%d @getItem(key: \"id = $id\") @auth(rules: [{public: true}])\n"
                            .formatted(i, i));
        }
        return types + "" + fields + "}\n";
    }

    @Test
    void another_TTL_attribute_is_refused() throws IOException {
        var expiring =
                Schemas.STATIONS
                        .replace("partitionKey: \"{id}\"", "partitionKey: \"{id}\", ttl: \"until\"")
                        .replace("  name: String!\n", "  name: String!\n  until: DateTime\n");
        write(expiring);

        refusedNow(
                expiring.replace("until", "end"),
                "its TTL attribute would change from until to end, but DynamoDB must disable the one before it enables the other. Fix: remove ttl from the schema, run this command and deploy, then add it again.");
    }

    @Test
    void another_view_of_a_stream_is_refused_and_a_new_stream_is_not() throws IOException {
        write(Schemas.STATIONS);
        var streamed =
                Schemas.STATIONS.replace(
                        "partitionKey: \"{id}\"", "partitionKey: \"{id}\", stream: KEYS_ONLY");
        schema(streamed);

        assertThat(check(schema(), template()).out())
                .contains(
                        "StationsTable: the stream is missing, but (KEYS_ONLY) in the schema. Fix: run `sluice infrastructure`.");
        assertThat(write(streamed).exitCode()).isZero();
        assertThat(check(schema(), template()).exitCode()).isZero();
        refusedNow(
                streamed.replace("KEYS_ONLY", "NEW_IMAGE"),
                "its stream would change from KEYS_ONLY to NEW_IMAGE, but DynamoDB cannot change a stream. Fix: remove stream from the schema, run this command and deploy, then add it again: readers of the old stream must move to the new one.");
    }

    @Test
    void a_schema_with_events_has_a_second_template_beside_the_first() throws IOException {
        var schema =
                "schema @events(table: \"Events\", source: \"s\") { query: Query }\n"
                        + Schemas.STATIONS;
        var events = template().resolveSibling("events.yaml");

        write(Schemas.STATIONS);
        assertThat(events).doesNotExist();
        assertThat(write(schema).exitCode()).isZero();
        assertThat(events).exists();
        assertThat(check(schema(), template()).exitCode()).isZero();

        Files.writeString(events, "Resources: {}");
        assertThat(check(schema(), template()).out())
                .contains(
                        "events: the schema has @events, but this is not what `sluice infrastructure` writes. Fix: run `sluice infrastructure`.");
    }

    @Test
    void a_trail_with_a_stream_has_a_template_that_exports_it() throws IOException {
        var audit = template().resolveSibling("audit.yaml");
        var schema =
                """
                type Note @table(name: "Notes", partitionKey: "{id}") @audit(trail: "Change") @auth(rules: [{signedIn: true}]) {
                  id: ID!
                }
                type Change @table(name: "Changes", partitionKey: "{item}", sortKey: "{id}", ttl: "until"%s)
                  @auth(rules: [{group: "auditor"}]) { item: ID! id: ID! until: DateTime }
                type Query { note(id: ID!): Note @getItem(key: "id = $id") @auth(rules: [{signedIn: true}]) }
                type Mutation {
                  add(id: ID!): Note @auth(rules: [{signedIn: true}]) @write(put: "Note", item: "id = $id")
                }
                """;

        assertThat(write(schema.formatted("")).exitCode()).isZero();
        assertThat(audit).doesNotExist();
        assertThat(write(schema.formatted(", stream: NEW_IMAGE")).exitCode()).isZero();
        assertThat(audit).exists();

        Files.delete(audit);
        assertThat(check(schema(), template()).out())
                .contains(
                        "audit: an audit trail of the schema has a stream, but this is not what `sluice infrastructure` writes. Fix: run `sluice infrastructure`.");
    }

    @Test
    void check_says_what_differs_in_tables_and_permissions() throws IOException {
        write(Schemas.STATIONS);
        schema(
                Schemas.STATIONS
                                .replace(
                                        "sortKey: \"{name}\")", "sortKey: \"{name}\", project: [])")
                                .replace(
                                        "type Query {\n",
                                        """
                                        type Query {
                                          line(line: String!): Station
                                            @query(index: "byLine", keyCondition: "line = $line", maxItems: 1)
                                            @auth(rules: [{public: true}])
                                        """)
                        + """
                        type Stop @table(name: "Stops", partitionKey: "{id}", ttl: "until")
                          @auth(rules: [{public: true}]) { id: ID! until: DateTime }
                        """);

        var run = check(schema(), template());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().replace(template().toString(), "data.yaml"))
                .isEqualTo(
                        """
                        data.yaml:47:1 StationsTable: the index byLine is (line S, name S: ALL), but (line S, name S: KEYS_ONLY) in the schema. Fix: run `sluice infrastructure`.
                        data.yaml:1:1 StopsTable: the schema has this table, but the file does not. Fix: run `sluice infrastructure`.
                        data.yaml:95:1 Policy: dynamodb:Query on ${StationsTable.Arn}/index/byLine is missing. Fix: run `sluice infrastructure`.
                        """);
    }

    @Test
    void check_says_what_the_policy_allows_beyond_the_schema() throws IOException {
        write(Schemas.STATIONS);
        change("dynamodb:GetItem", "dynamodb:Scan");

        assertThat(check(schema(), template()).out())
                .contains(" Policy: dynamodb:GetItem on ${StationsTable.Arn} is missing. ")
                .contains(
                        " Policy: it allows dynamodb:Scan on ${StationsTable.Arn}, which no field"
                                + " needs. ");
    }

    @Test
    void check_finds_a_change_by_hand_whatever_it_is() throws IOException {
        write(Schemas.STATIONS);
        change("PointInTimeRecoveryEnabled: true", "PointInTimeRecoveryEnabled: false");

        assertThat(check(schema(), template()).out())
                .matches(
                        "(?s)\\S+:\\d+:1 line: this is not what `sluice infrastructure` writes\\."
                                + " Fix: run `sluice infrastructure`\\.\n");
    }

    @Test
    void a_schema_without_a_template_is_checked_without_one() throws IOException {
        schema(Schemas.STATIONS);

        assertThat(Console.run("check", "--schema", schema().toString()).exitCode()).isZero();
    }

    @Test
    void a_template_that_is_asked_for_and_missing_is_one_line() throws IOException {
        schema(Schemas.STATIONS);

        assertThat(check(schema(), template()))
                .isEqualTo(new Console(3, "", "There is no template %s.\n".formatted(template())));
    }

    @Test
    void a_template_that_is_no_YAML_is_neither_read_nor_replaced() throws IOException {
        Files.writeString(template(), "Resources: [");

        var run = write(Schemas.STATIONS);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith(template() + " is not YAML: ")
                .endsWith(" Fix: delete it, and run `sluice infrastructure`.\n")
                .hasLineCount(1);
        assertThat(Files.readString(template())).isEqualTo("Resources: [");
    }

    @Test
    void a_schema_of_ones_own_needs_a_file_of_its_own() throws IOException {
        schema(Schemas.STATIONS);

        assertThat(Console.run("infrastructure", "--schema", schema().toString()))
                .isEqualTo(
                        new Console(
                                2,
                                "",
                                "--schema needs --output, the file to write the template to.\n"));
    }

    private void refused(String changed, String message) throws IOException {
        write(Schemas.STATIONS);
        refusedNow(changed, message);
    }

    private void refusedNow(String changed, String message) throws IOException {
        var before = Files.readString(template());

        var run = write(changed);

        assertThat(run)
                .isEqualTo(
                        new Console(
                                1,
                                "",
                                "%s:47:1 StationsTable: %s\n".formatted(template(), message)));
        assertThat(Files.readString(template())).isEqualTo(before);
    }

    private void change(String text, String replacement) throws IOException {
        Files.writeString(template(), Files.readString(template()).replace(text, replacement));
    }

    private Console write(String schema) throws IOException {
        schema(schema);
        return Console.run(
                "infrastructure",
                "--schema",
                schema().toString(),
                "--output",
                template().toString());
    }

    private static Console check(Path schema, Path template) {
        return Console.run(
                "check", "--schema", schema.toString(), "--infrastructure", template.toString());
    }

    private void schema(String text) throws IOException {
        Files.writeString(schema(), text);
    }

    private Path schema() {
        return directory.resolve("api.graphqls");
    }

    private Path template() {
        return directory.resolve("data.yaml");
    }
}

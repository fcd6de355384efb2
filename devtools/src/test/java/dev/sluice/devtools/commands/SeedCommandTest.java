// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.testing.SharedDynamoDb;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

class SeedCommandTest {
    private static final String SCHEMA =
            """
            type Note @table(name: "Notes", partitionKey: "{owner}", sortKey: "{id}")
              @auth(rules: [{public: true}]) {
              owner: ID!
              id: ID!
              text: String
            }
            type Tag @table(name: "Tags", partitionKey: "{name}") @auth(rules: [{public: true}]) {
              name: ID!
            }
            type Query {
              note(owner: ID!, id: ID!): Note @getItem(key: "owner = $owner AND id = $id")
                @auth(rules: [{public: true}])
              tag(name: ID!): Tag @getItem(key: "name = $name") @auth(rules: [{public: true}])
            }
            """;

    private static SharedDynamoDb dynamoDb;
    private static DynamoDbClient client;
    @TempDir Path directory;

    @BeforeAll
    static void start() throws IOException {
        dynamoDb = SharedDynamoDb.open();
        client = dynamoDb.client();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    @BeforeEach
    void files() throws IOException {
        dynamoDb.clear();
        Files.writeString(directory.resolve("schema.graphqls"), SCHEMA);
        Files.writeString(
                directory.resolve("data.json"),
                """
                {"Note": [{"owner": "ann", "id": "n1", "text": "Tea"}, {"owner": "bob", "id": "n1"}]}
                """);
    }

    @Test
    void it_creates_the_tables_and_puts_the_items_and_keeps_what_else_there_is() {
        var seeded = seed();

        assertThat(seeded.err()).isEmpty();
        assertThat(seeded.out()).isEqualTo("Put 2 items into Notes.\n");
        assertThat(seeded.exitCode()).isZero();
        put("ann", "own");
        assertThat(seed().exitCode()).isZero();
        assertThat(items("Notes")).isEqualTo(3);
        assertThat(items("Tags")).isZero();
    }

    @Test
    void a_reset_says_what_it_deletes_and_deletes_every_item() {
        seed();
        put("ann", "own");
        client.putItem(r -> r.tableName("Tags").item(Map.of("name", AttributeValue.fromS("new"))));

        var reset = seed("--reset");

        assertThat(reset.out())
                .isEqualTo(
                        """
                        Deleting every item of Notes, Tags at %s.
                        Deleted 3 items of Notes.
                        Deleted 1 item of Tags.
                        Put 2 items into Notes.
                        """
                                .formatted(dynamoDb.endpoint()));
        assertThat(items("Notes")).isEqualTo(2);
        assertThat(items("Tags")).isZero();
    }

    @Test
    void more_items_than_one_request_reads_or_writes_are_deleted() {
        seed();
        var text = AttributeValue.fromS("x".repeat(100_000));
        for (var n = 0; n < 30; n++) {
            var id = AttributeValue.fromS("long-" + n);
            client.putItem(
                    r -> r.tableName("Notes").item(Map.of("owner", id, "id", id, "text", text)));
        }

        assertThat(seed("--reset").out()).contains("Deleted 32 items of Notes.");
        assertThat(items("Notes")).isEqualTo(2);
    }

    @Test
    void a_protected_table_is_only_emptied_if_it_is_named() {
        seed();
        client.updateTable(r -> r.tableName("Notes").deletionProtectionEnabled(true));
        put("ann", "own");

        var refused = seed("--reset");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .matches(
                        """
                        --reset deletes every item of these tables at http://\\S+:
                          Notes, about \\d+ items?, with deletion protection
                        If you want that, add --delete-from Notes.
                        """);
        assertThat(refused.out()).isEmpty();
        assertThat(items("Notes")).isEqualTo(3);
        assertThat(seed("--reset", "--delete-from", "Notes").exitCode()).isZero();
        assertThat(items("Notes")).isEqualTo(2);
    }

    @Test
    void a_named_table_must_be_one_of_the_schema() {
        seed();

        assertThat(seed("--reset", "--delete-from", "Note").err())
                .isEqualTo(
                        "--delete-from Note: the schema has no such table. It has Notes, Tags.\n");
        assertThat(seed("--delete-from", "Notes").err())
                .isEqualTo("--delete-from is only for --reset.\n");
    }

    @Test
    void data_that_does_not_fit_deletes_nothing() throws IOException {
        seed();
        Files.writeString(directory.resolve("data.json"), "{\"Note\": [{\"owner\": \"ann\"}]}");

        var refused = seed("--reset");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("data.json Note[0]");
        assertThat(items("Notes")).isEqualTo(2);
    }

    @Test
    void without_data_there_is_nothing_to_do() {
        var schema = directory.resolve("schema.graphqls").toString();
        assertThat(
                        Console.run(
                                        "seed",
                                        "--schema",
                                        schema,
                                        "--dynamodb",
                                        dynamoDb.endpoint().toString())
                                .err())
                .isEqualTo("There is no data for this schema. Name a file with --data.\n");
    }

    private Console seed(String... options) {
        var all = new ArrayList<>(List.of("seed", "--schema"));
        all.add(directory.resolve("schema.graphqls").toString());
        all.addAll(List.of("--dynamodb", dynamoDb.endpoint().toString(), "--data"));
        all.add(directory.resolve("data.json").toString());
        Collections.addAll(all, options);
        return Console.run(all.toArray(String[]::new));
    }

    private static void put(String owner, String id) {
        client.putItem(r ->
                r.tableName("Notes")
                        .item(
                                Map.of(
                                        "owner",
                                        AttributeValue.fromS(owner),
                                        "id",
                                        AttributeValue.fromS(id))));
    }

    private static int items(String table) {
        return client.scan(r -> r.tableName(table)).count();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.devtools.testing.SharedDynamoDb;
import dev.sluice.internal.compile.SchemaCompiler;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class PurgeCommandTest {
    private static final String SCHEMA =
            """
            schema { query: Query mutation: Mutation }

            type User @table(name: "Users", partitionKey: "{id}") @auth(rules: [{owner: "id"}, {group: "support"}]) {
              id: ID!
              name: String!
            }
            type Note @table(name: "Notes", partitionKey: "USER#{user}", sortKey: "{id}", deletedAt: "gone") @auth(rules: [{owner: "user"}]) {
              user: ID!
              id: ID!
              text: String
              gone: DateTime
            }
            type Comment @table(name: "Comments", partitionKey: "{post}", sortKey: "{id}")
              @index(name: "byAuthor", partitionKey: "{author}", sortKey: "{id}", project: [])
              @auth(rules: [{public: true}]) {
              post: ID!
              id: ID! @attribute(default: "$uuid")
              author: ID!
              text: String
            }
            type Like @table(name: "Likes", partitionKey: "{post}", sortKey: "{by}") @auth(rules: [{public: true}]) {
              post: ID!
              by: ID!
            }
            type Post @table(name: "Posts", partitionKey: "{id}") @auth(rules: [{public: true}]) {
              id: ID!
              text: String
            }
            type Query {
              post(id: ID!): Post @getItem(key: "id = $id") @auth(rules: [{public: true}])
            }
            type Mutation {
              comment(post: ID!, text: String): Comment @auth(rules: [{signedIn: true}])
                @write(put: "Comment", item: "post = $post, author = $claims.sub, text = $text")
              like(post: ID!): Like @auth(rules: [{signedIn: true}])
                @write(put: "Like", item: "post = $post, by = $claims.sub")
            }
            """;

    @TempDir Path directory;
    private SharedDynamoDb dynamoDb;
    private DynamoDbClient client;

    @BeforeEach
    void start() throws IOException {
        dynamoDb = SharedDynamoDb.open();
        var endpoint = new Endpoint(dynamoDb.endpoint());
        client = dynamoDb.client();
        Files.writeString(schema(), SCHEMA);
        new TableSetup(client, endpoint, new TableNames(Map.of()), true)
                .prepare(SchemaCompiler.compile("s", SCHEMA).tables().values());
        for (var person : List.of("ann", "bob")) {
            put("Users", "id", person, "name", person);
            for (int i = 0; i < 3; i++) {
                put("Notes", "pk", "USER#" + person, "user", person, "id", "n" + i, "text", "t");
                put("Comments", "post", "p" + i, "id", person + i, "author", person, "text", "t");
                put("Likes", "post", "p" + i, "by", person);
            }
        }
        put("Posts", "id", "ann", "text", "a post with the id of a person");
    }

    @AfterEach
    void stop() {
        dynamoDb.close();
    }

    private void put(String table, String... fields) {
        var item = new HashMap<String, AttributeValue>();
        for (int i = 0; i < fields.length; i += 2) {
            item.put(fields[i], AttributeValue.fromS(fields[i + 1]));
        }
        client.putItem(r -> r.tableName(table).item(item));
    }

    @Test
    void what_belongs_to_a_caller_is_found_by_keys_and_nothing_is_changed() {
        var run = purge();

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        """
                        Comment.author: 3 items by the index byAuthor
                        Like.by: NOT READ, because no key begins with by. A read of the whole table Likes takes about 1 read unit: allow it with --scan-units
                        Note.user: 3 items by the key of the table
                        User.id: 1 item by the key of the table
                        Found 7 items. Nothing was deleted: use --delete.
                        """);
        assertThat(count()).containsExactly(2, 6, 6, 6, 1);
    }

    @Test
    void an_item_that_a_delete_has_only_marked_is_found() {
        var gone = "2026-11-20T12:00:00.000Z";
        put("Notes", "pk", "USER#ann", "user", "ann", "id", "marked", "text", "t", "gone", gone);

        assertThat(purge().out()).contains("Note.user: 4 items by the key of the table");
    }

    @Test
    void everything_is_exported_whole_and_deleted_with_an_audit_and_no_item_of_others()
            throws IOException {
        var run = purge("--export", export().toString(), "--delete", "--scan-units", "100");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Like.by: reading the whole table Likes, about");
        assertThat(run.out()).contains("Exported 10 items", "Deleted 10 items.");
        assertThat(count()).containsExactly(1, 3, 3, 3, 1);
        var exported = Files.readAllLines(export());
        assertThat(exported).hasSize(10).allSatisfy(line -> new JsonMapper().readTree(line));
        assertThat(exported)
                .contains(
                        "{\"item\":{\"author\":{\"S\":\"ann\"},\"id\":{\"S\":\"ann0\"},\"post\":{\"S\":\"p0\"},\"text\":{\"S\":\"t\"}},\"table\":\"Comments\",\"type\":\"Comment\"}");
        var audited = Files.readAllLines(audit());
        assertThat(audited)
                .hasSize(10)
                .allMatch(line -> line.contains("\"outcome\":\"DELETED\""))
                .noneMatch(line -> line.contains("ann"));
    }

    @Test
    void a_request_that_DynamoDB_rejects_is_no_bug_of_the_command() {
        client.deleteTable(r -> r.tableName("Notes"));

        var run = purge();

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .startsWith(
                        "DynamoDB rejected a request: Cannot do operations on a non-existent table")
                .hasLineCount(1);
    }

    @Test
    void a_run_that_was_interrupted_is_continued() throws IOException {
        client.deleteItem(r -> r.tableName("Users").key(Map.of("id", AttributeValue.fromS("ann"))));

        purge("--export", export().toString(), "--delete");
        var again = purge("--export", export().toString(), "--delete");

        assertThat(again.out()).contains("Exported 0 items", "Deleted 0 items.");
        assertThat(Files.readAllLines(export())).hasSize(6);
        assertThat(Files.readAllLines(audit())).hasSize(6);
    }

    @Test
    void the_commands_of_the_page_find_then_export_then_delete() throws IOException {
        var commands =
                Files.readAllLines(Path.of("../docs/how-to/erase-a-person.md")).stream()
                        .filter(line ->
                                line.startsWith("./sluice purge --subject c1 --dynamodb aws"))
                        .map(line -> line.replace("./sluice purge --subject c1 --dynamodb aws", ""))
                        .map(rest -> rest.replace("c1.jsonl", export().toString()).strip())
                        .toList();

        assertThat(commands).hasSize(3);
        for (var command : commands) {
            var run = purge(command.isEmpty() ? new String[0] : command.split(" ", -1));
            assertThat(run.exitCode()).isZero();
        }

        assertThat(count()).containsExactly(1, 3, 3, 6, 1);
        assertThat(Files.readAllLines(export())).hasSize(14);
    }

    @Test
    void nothing_is_deleted_without_an_export() {
        var run = purge("--delete");

        assertThat(run)
                .isEqualTo(
                        new Console(
                                2,
                                "",
                                "--delete needs --export, the file that keeps what is deleted.\n"));
        assertThat(count()).containsExactly(2, 6, 6, 6, 1);
    }

    @Test
    void a_read_of_a_whole_table_ends_at_its_limit() {
        for (int i = 0; i < 30; i++) {
            put("Likes", "post", "big" + i, "by", "bob", "text", "x".repeat(100_000));
        }

        var run = purge("--scan-units", "10", "--export", export().toString(), "--delete");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .isEqualTo(
                        "The reads of whole tables need more than 10 read units; Likes is not read to its end. Nothing was exported or deleted. Raise --scan-units.\n");
        assertThat(export()).doesNotExist();
    }

    @Test
    void the_items_of_the_shop_that_belong_to_a_customer_have_paths() {
        var shop = Path.of("../function/src/main/resources/schema.graphqls").toString();
        new TableSetup(
                        client,
                        new Endpoint(dynamoDb.endpoint()),
                        new TableNames(Map.of("Users", "ShopUsers")),
                        true)
                .prepare(
                        SchemaCompiler.compile("s", read(Path.of(shop))).tables().values().stream()
                                .filter(table -> !table.name().equals("Users"))
                                .toList());

        var run =
                Console.run(
                        "purge",
                        "--subject",
                        "c1",
                        "--schema",
                        shop,
                        "--dynamodb",
                        dynamoDb.endpoint().toString());

        assertThat(run.out())
                .isEqualTo(
                        """
                        Loyalty.customerId: 0 items by the key of the table
                        Order.customerId: 0 items by the key of the table
                        User.id: 0 items by the key of the table
                        Found 0 items. Nothing was deleted: use --delete.
                        """);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<Integer> count() {
        return List.of("Users", "Notes", "Comments", "Likes", "Posts").stream()
                .map(table -> client.scan(r -> r.tableName(table)).count())
                .toList();
    }

    private Path schema() {
        return directory.resolve("schema.graphqls");
    }

    private Path export() {
        return directory.resolve("ann.jsonl");
    }

    private Path audit() {
        return directory.resolve("audit.jsonl");
    }

    private Console purge(String... more) {
        var all =
                new ArrayList<>(
                        List.of(
                                "purge",
                                "--subject",
                                "ann",
                                "--schema",
                                schema().toString(),
                                "--dynamodb",
                                dynamoDb.endpoint().toString(),
                                "--audit",
                                audit().toString()));
        all.addAll(Arrays.asList(more));
        return Console.run(all.toArray(String[]::new));
    }
}

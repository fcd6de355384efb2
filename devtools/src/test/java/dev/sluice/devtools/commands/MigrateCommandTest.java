// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.testing.SharedDynamoDb;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class MigrateCommandTest {
    private static final String SCHEMA =
            """
            type Order @table(name: "Orders", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
              id: ID!
              sum: Int
              note: String
            }
            type Query { order(id: ID!): Order @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
            """;

    private static SharedDynamoDb dynamoDb;
    private static DynamoDbClient client;

    @TempDir private Path directory;

    @BeforeAll
    static void start() throws Exception {
        dynamoDb = SharedDynamoDb.open();
        client = dynamoDb.client();
        client.createTable(r ->
                r.tableName("Orders")
                        .keySchema(
                                KeySchemaElement.builder()
                                        .attributeName("id")
                                        .keyType(KeyType.HASH)
                                        .build())
                        .attributeDefinitions(
                                AttributeDefinition.builder()
                                        .attributeName("id")
                                        .attributeType(ScalarAttributeType.S)
                                        .build())
                        .billingMode("PAY_PER_REQUEST"));
        put("1", "sum", AttributeValue.fromN("7"));
        put("2", "total", AttributeValue.fromN("8"));
        put("3", "other", AttributeValue.fromN("9"));
    }

    private static void put(String id, String attribute, AttributeValue value) {
        client.putItem(r ->
                r.tableName("Orders")
                        .item(Map.of("id", AttributeValue.fromS(id), attribute, value)));
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    private Console migrate(String before, String after, String... options) throws IOException {
        return Migrate.run(directory, dynamoDb.endpoint(), before, after, options);
    }

    @Test
    void a_renamed_attribute_is_counted_first_and_then_copied_where_it_is_absent()
            throws IOException {
        var after = SCHEMA.replace("sum: Int", "sum: Int @attribute(name: \"total\")");
        var counted = migrate(SCHEMA, after);

        assertThat(counted.err()).isEmpty();
        assertThat(counted.out())
                .isEqualTo(
                        """
                        Order: `total` is copied from `sum`.
                        Orders: 3 items read, 1 item to change, 0 left as they are. 0 times, another writer was first, and the item was read again.
                        Nothing was written: use --write.
                        """);
        assertThat(item("1")).doesNotContainKey("total");

        assertThat(migrate(SCHEMA, after, "--write", "--write-units", "100").out())
                .contains("3 items read, 1 item changed, 0 left");
        assertThat(item("1"))
                .containsEntry("total", AttributeValue.fromN("7"))
                .containsEntry("sum", AttributeValue.fromN("7"));
        assertThat(item("2")).containsEntry("total", AttributeValue.fromN("8"));
        assertThat(migrate(SCHEMA, after, "--write").out()).contains("0 items changed");
    }

    private static Map<String, AttributeValue> item(String id) {
        return client.getItem(
                        r -> r.tableName("Orders").key(Map.of("id", AttributeValue.fromS(id))))
                .item();
    }

    @Test
    void a_new_field_gets_the_value_that_copy_names() throws IOException {
        var after = SCHEMA.replace("  note: String\n", "  note: String\n  amount: Int\n");

        assertThat(migrate(SCHEMA, after).out()).isEqualTo("The items need nothing.\n");
        assertThat(migrate(SCHEMA, after, "--copy", "Order.amount=sum").out())
                .contains("Order: `amount` is copied from `sum`.", "1 item to change");
        assertThat(migrate(SCHEMA, after, "--copy", "Order.note=sum").err())
                .isEqualTo(
                        "Order.note is stored in another way than sum, so its value cannot be copied.\n");
        assertThat(migrate(SCHEMA, after, "--copy", "Order.none=sum").err())
                .isEqualTo("--copy: Order has no stored field none.\n");
        assertThat(migrate(SCHEMA, after, "--copy", "None.note=sum").err())
                .isEqualTo("--copy: the schema has no stored type None.\n");
        assertThat(migrate(SCHEMA, after, "--copy", "amount").err())
                .isEqualTo(
                        "--copy amount: write it as Type.newField=oldField, or as NewType=OldType.\n");
    }

    @Test
    void the_new_field_keeps_its_value_unless_forced() throws IOException {
        var after = SCHEMA.replace("  note: String\n", "  note: String\n  amount: Int\n");
        client.putItem(r ->
                r.tableName("Orders")
                        .item(
                                Map.of(
                                        "id",
                                        AttributeValue.fromS("4"),
                                        "sum",
                                        AttributeValue.fromN("1"),
                                        "amount",
                                        AttributeValue.fromN("2"))));
        try {
            var kept = migrate(SCHEMA, after, "--copy", "Order.amount=sum", "--write");
            assertThat(kept.err())
                    .isEqualTo("Orders, id=\"4\": `amount` has another value than `sum`\n");
            assertThat(kept.out()).contains("4 items read, 1 item changed, 1 left as they are.");
            assertThat(item("4")).containsEntry("amount", AttributeValue.fromN("2"));

            var forced = migrate(SCHEMA, after, "--copy", "Order.amount=sum", "--write", "--force");
            assertThat(forced.out()).contains("1 item changed, 0 left as they are.");
            assertThat(item("4")).containsEntry("amount", AttributeValue.fromN("1"));
        } finally {
            client.deleteItem(
                    r -> r.tableName("Orders").key(Map.of("id", AttributeValue.fromS("4"))));
            client.updateItem(r ->
                    r.tableName("Orders")
                            .key(Map.of("id", AttributeValue.fromS("1")))
                            .updateExpression("REMOVE amount"));
        }
    }

    @Test
    void a_new_index_key_is_composed_from_a_field_of_an_object() throws IOException {
        var before = SCHEMA.replace("  note: String\n", "  note: String\n  address: Address\n");
        before += "type Address { city: String }\n";
        var after =
                before.replace(
                        "itemSize: 1)",
                        "itemSize: 1) @index(name: \"byCity\", partitionKey: \"{address.city}#{id}\")");
        put("4", "address", AttributeValue.fromM(Map.of("city", AttributeValue.fromS("Bonn"))));
        try {
            assertThat(migrate(before, after, "--write").out())
                    .contains(
                            "Order: `byCityPk` is composed as \"{address.city}#{id}\".",
                            "4 items read, 1 item changed");
            assertThat(item("4")).containsEntry("byCityPk", AttributeValue.fromS("Bonn#4"));
        } finally {
            client.deleteItem(
                    r -> r.tableName("Orders").key(Map.of("id", AttributeValue.fromS("4"))));
        }
    }

    @Test
    void items_that_cannot_be_copied_and_files_of_other_migrations_are_refused()
            throws IOException {
        assertThat(migrate(SCHEMA, SCHEMA.replace("\"{id}\"", "\"ORDER#{id}\"")))
                .isEqualTo(
                        new Console(
                                1,
                                "",
                                "Orders has another key, and DynamoDB cannot change the key of a table. Fix: give Order a table with another name: docs/how-to/change-a-key.md.\n"));
        var renamed =
                SCHEMA.replace(
                        "Orders\", partitionKey: \"{id}\"", "New\", partitionKey: \"ORDER#{id}\"");
        assertThat(migrate(SCHEMA, renamed).err())
                .isEqualTo("There is no table New at %s.\n".formatted(dynamoDb.endpoint()));
        assertThat(
                        migrate(SCHEMA, renamed.replace("sum: Int\n", "sum: Int\n  day: String!\n"))
                                .err())
                .isEqualTo(
                        "Order.day is non-null, and no item of Order has it. Fix: give it a literal @attribute(default:), or name its source with --copy Order.day=FIELD.\n");
        assertThat(migrate(SCHEMA, SCHEMA, "--copy", "Order=Order").err())
                .isEqualTo("--copy: Order and Order have the same table and key.\n");
        assertThat(migrate(SCHEMA, renamed, "--copy", "Order=Bill").err())
                .isEqualTo("--copy: the earlier schema has no stored type Bill.\n");
        assertThat(migrate(SCHEMA, SCHEMA.replace("sum: Int", "sum: String")).err())
                .isEqualTo(
                        "Order.sum is stored in another way than before, and the earlier version could not read it any more. Fix: give the new form a field of its own, and use --copy.\n");
        var split =
                SCHEMA.replace(
                        "  note: String\n", "  note: String\n  first: String\n  last: String\n");
        assertThat(
                        migrate(
                                        SCHEMA,
                                        split,
                                        "--copy",
                                        "Order.first=note",
                                        "--copy",
                                        "Order.last=note")
                                .err())
                .isEqualTo(
                        "--copy copies the whole value of Order.note, so it cannot split it into first and last. Write each item once more with a mutation that sets both.\n");

        var file = Files.writeString(directory.resolve("progress"), "{\"subject\": \"x\"}");
        var after = SCHEMA.replace("sum: Int", "sum: Int @attribute(name: \"total\")");
        assertThat(migrate(SCHEMA, after, "--resume", file.toString()).err())
                .isEqualTo(
                        "%s belongs to another migration. Remove it, or name another file with --resume.\n"
                                .formatted(file));
        assertThat(migrate(SCHEMA, after, "--segments", "0").err())
                .isEqualTo("--segments must be from 1 to 64.\n");
        assertThat(migrate(SCHEMA, after, "--write-units", "0").err())
                .isEqualTo("--write-units must be above 0.\n");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.sluice.devtools.migrate.FieldCopy;
import dev.sluice.devtools.migrate.Migration;
import dev.sluice.devtools.migrate.TableMigration;
import dev.sluice.devtools.scan.Pace;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.embedded.EmbeddedDynamoDb;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// The walks of `docs/how-to/change-the-schema.md`: an old and a new client use both versions of
/// each deployment by turns, and each deployment is rolled back once. No request fails, and each
/// client reads what the other one wrote.
class DeploymentWalksTest {
    private static final int IDS = 3;

    private static EmbeddedDynamoDb dynamoDb;
    private static DynamoDbClient client;
    private int writes;

    @BeforeAll
    static void start() throws Exception {
        dynamoDb = EmbeddedDynamoDb.start();
        client = StoreClient.to(new Endpoint(dynamoDb.endpoint()), Duration.ofMinutes(1));
    }

    @AfterAll
    static void stop() {
        client.close();
        dynamoDb.close();
    }

    @BeforeEach
    void dropTables() {
        client.listTables()
                .tableNames()
                .forEach(name -> client.deleteTable(r -> r.tableName(name)));
    }

    private static final String SUM =
            """
            schema { query: Query mutation: Mutation }
            type Order @table(name: "Orders", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
              id: ID!
              sum: Int
            }
            type Query { order(id: ID!): Order @getItem(key: "id = $id", consistent: true) @auth(rules: [{public: true}]) }
            type Mutation {
              setSum(id: ID!, value: Int!): Order @auth(rules: [{public: true}])
                @write(update: "Order", key: "id = $id", expression: "SET sum = $value", upsert: true)
            }
            """;

    private static final String BOTH =
            SUM.replace(
                            "  sum: Int\n",
                            "  sum: Int @deprecated(reason: \"Use total.\")\n  total: Int\n")
                    .replace("SET sum = $value", "SET sum = $value, total = $value")
                    .replace(
                            "type Mutation {",
                            """
                            type Mutation {
                              setTotal(id: ID!, value: Int!): Order @auth(rules: [{public: true}])
                                @write(update: "Order", key: "id = $id", expression: "SET sum = $value, total = $value", upsert: true)
                            """);

    private static final String TOTAL =
            BOTH.replace("  sum: Int @deprecated(reason: \"Use total.\")\n", "")
                    .replaceAll("(?s)  setSum.*?upsert: true\\)\n", "")
                    .replace("SET sum = $value, total = $value", "SET total = $value");

    @Test
    void a_stored_field_gets_another_name() {
        var before = deploy(SUM);
        use(List.of(before), "setSum", "sum");

        var both = deploy(BOTH);
        use(List.of(before, both), "setSum", "sum");
        use(List.of(before), "setSum", "sum");
        use(List.of(both), "setSum", "sum");
        migrate(SUM, BOTH, new FieldCopy("Order", "total", "sum"));
        // The new client begins when each version knows its document and each item has the field.
        use(List.of(both), "setSum", "total");
        use(List.of(both), "setTotal", "sum");
        use(List.of(both), "setTotal", "total");

        // The old client is gone.
        var after = deploy(TOTAL);
        use(List.of(both, after), "setTotal", "total");
        use(List.of(both), "setTotal", "total");
        use(List.of(after), "setTotal", "total");
    }

    private static final String LOOKUP =
            SUM.replace("sum: Int\n", "sum: Int @constraint(min: 0, max: 9999)\n")
                    .replace("value: Int!", "value: Int! @constraint(min: 0, max: 9999)");

    private static final String INDEXED =
            LOOKUP.replace(
                    "itemSize: 1)",
                    "itemSize: 1) @index(name: \"bySum\", partitionKey: \"SUM#{sum:4}\", sortKey: \"{id}\")");

    private static final String LISTED =
            INDEXED.replace(
                    "type Query {",
                    "type Query { bySum(sum: Int!, first: Int! = 9, after: String): OrderConnection!"
                            + " @query(index: \"bySum\", keyCondition: \"sum = $sum\") @auth(rules: [{public: true}])\n ");

    @Test
    void an_index_is_new() {
        var before = deploy(LOOKUP);
        use(List.of(before), "setSum", "sum");

        var indexed = deploy(INDEXED);
        use(List.of(before, indexed), "setSum", "sum");
        use(List.of(before), "setSum", "sum");
        use(List.of(indexed), "setSum", "sum");
        // The way back has left keys that are too old, which this mends.
        use(List.of(before), "setSum", "sum");
        migrate(LOOKUP, INDEXED);

        var listed = deploy(LISTED);
        use(List.of(indexed, listed), "setSum", "sum");
        use(List.of(indexed), "setSum", "sum");
        use(List.of(listed), "setSum", "sum");
        for (int id = 0; id < IDS; id++) {
            var sum = ask(listed, "order", Map.of("id", "o" + id)).at("/sum").asInt();
            assertThat(ask(listed, "bySum", Map.of("sum", sum)).findValuesAsText("id"))
                    .contains("o" + id);
        }
    }

    private static final String WHOLE =
            """
            schema { query: Query mutation: Mutation }
            type Customer @table(name: "Customers", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
              id: ID!
              sum: Int
            }
            type Query { order(id: ID!): Customer @getItem(key: "id = $id", consistent: true) @auth(rules: [{public: true}]) }
            type Mutation {
              setSum(id: ID!, value: Int!): Customer @auth(rules: [{public: true}])
                @write(update: "Customer", key: "id = $id", expression: "SET sum = $value", upsert: true)
            }
            """;

    private static final String SPLIT =
            WHOLE.replace(
                            "  sum: Int\n",
                            """
                              sum: Int @deprecated(reason: "Use account.")
                              account: Account @getItem(key: "customer = $parent.id", consistent: true)
                            """)
                    .replace(
                            "upsert: true)",
                            "upsert: true)\n"
                                    + "    @write(update: \"Account\", key: \"customer = $id\", expression: \"SET sum = $value\", upsert: true)")
                    .replace(
                            "type Query {",
                            """
                            type Account @table(name: "Accounts", partitionKey: "{customer}", itemSize: 1) @auth(rules: [{public: true}]) {
                              customer: ID!
                              sum: Int
                            }
                            type Query { account(id: ID!): Account @getItem(key: "customer = $id", consistent: true) @auth(rules: [{public: true}])
                            """);

    private static final String PARTED =
            SPLIT.replace("  sum: Int @deprecated(reason: \"Use account.\")\n", "")
                    .replace(
                            "setSum(id: ID!, value: Int!): Customer",
                            "setSum(id: ID!, value: Int!): Account")
                    .replaceAll("    @write\\(update: \"Customer\".*\n", "");

    @Test
    void a_type_is_split() {
        var before = deploy(WHOLE);
        use(List.of(before), "setSum", "sum");

        var split = deploy(SPLIT);
        use(List.of(before, split), "setSum", "sum");
        use(List.of(before), "setSum", "sum");
        // Each customer is written once more through the API, which writes both types.
        for (int id = 0; id < IDS; id++) {
            var sum = ask(split, "order", Map.of("id", "o" + id)).at("/sum").asInt();
            ask(split, "setSum", Map.of("id", "o" + id, "value", sum));
        }
        use(List.of(split), "setSum", "sum");
        for (int id = 0; id < IDS; id++) {
            var sum = ask(split, "order", Map.of("id", "o" + id)).at("/sum").asInt();
            assertThat(ask(split, "account", Map.of("id", "o" + id)).at("/sum").asInt())
                    .isEqualTo(sum);
        }
        use(List.of(split), "setSum", "account/sum");

        // The old client is gone.
        var parted = deploy(PARTED);
        use(List.of(split, parted), "setSum", "account/sum");
        use(List.of(split), "setSum", "account/sum");
        use(List.of(parted), "setSum", "account/sum");
    }

    private static DeployedVersion deploy(String schema) {
        var version = new DeployedVersion(schema, client);
        setup().prepare(version.catalog.tables().values());
        return version;
    }

    private static TableSetup setup() {
        return new TableSetup(
                client, new Endpoint(dynamoDb.endpoint()), new TableNames(Map.of()), true);
    }

    private static void migrate(String earlier, String later, FieldCopy... copies) {
        var needed =
                TableMigration.between(
                        new DeployedVersion(earlier, client).catalog,
                        new DeployedVersion(later, client).catalog,
                        List.of(copies));
        for (var table : needed) {
            new Migration(
                            client,
                            Pace.of(Double.POSITIVE_INFINITY),
                            Pace.of(Double.POSITIVE_INFINITY),
                            1,
                            true,
                            null,
                            new PrintWriter(Writer.nullWriter()))
                    .run(table, setup().require(table.table()), "walk");
        }
    }

    /// Each version in turn writes an item, and then each version reads it.
    private void use(List<DeployedVersion> versions, String mutation, String field) {
        for (var writer : versions) {
            for (var id : IntStream.range(0, IDS).mapToObj(number -> "o" + number).toList()) {
                var value = ++writes;
                ask(writer, mutation, Map.of("id", id, "value", value));
                for (var reader : versions) {
                    assertThat(ask(reader, "order", Map.of("id", id)).at("/" + field).asInt())
                            .isEqualTo(value);
                }
            }
        }
    }

    private static JsonNode ask(
            DeployedVersion version,
            String field,
            Map<String, ? extends @Nullable Object> arguments) {
        var mutation =
                version.mutations().stream()
                        .filter(each -> each.getName().equals(field))
                        .findFirst();
        var root = mutation.orElseGet(() -> Objects.requireNonNull(version.query(field), field));
        var answer = version.call(root, arguments, Map.of());
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.at("/data/it");
    }
}

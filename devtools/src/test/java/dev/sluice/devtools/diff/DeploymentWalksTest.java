// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.testing.SharedDynamoDb;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.List;
import java.util.Map;

/// The walks of `docs/how-to/change-the-schema.md`: an old and a new client use both versions of
/// each deployment by turns, and each deployment is rolled back once. No request fails, and each
/// client reads what the other one wrote.
class DeploymentWalksTest {
    private static SharedDynamoDb dynamoDb;
    private static DynamoDbClient client;
    private DeploymentWalk walk;

    @BeforeAll
    static void start() throws Exception {
        dynamoDb = SharedDynamoDb.open();
        client = dynamoDb.client();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    @BeforeEach
    void begin() {
        walk = new DeploymentWalk(client, new Endpoint(dynamoDb.endpoint()));
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
        var before = walk.deploy(SUM);
        walk.use(List.of(before), "setSum", "sum");

        var both = walk.deploy(BOTH);
        walk.use(List.of(before, both), "setSum", "sum");
        // The way back has left values that are too old, which this mends.
        walk.use(List.of(before), "setSum", "sum");
        walk.migrate(SUM, BOTH, "Order.total=sum");
        assertThat(DeploymentWalk.ask(both, "order", Map.of("id", "o0")).at("/total").asInt())
                .isEqualTo(
                        DeploymentWalk.ask(both, "order", Map.of("id", "o0")).at("/sum").asInt());
        // The new client begins when each version knows its document and each item has the field.
        walk.use(List.of(both), "setSum", "total");
        walk.use(List.of(both), "setTotal", "sum");
        walk.use(List.of(both), "setTotal", "total");

        // The old client is gone.
        var after = walk.deploy(TOTAL);
        walk.use(List.of(both, after), "setTotal", "total");
        walk.use(List.of(both), "setTotal", "total");
        walk.use(List.of(after), "setTotal", "total");
    }

    private static final String COPIED =
            SUM.replace(
                            "upsert: true)",
                            "upsert: true)\n"
                                    + "    @write(update: \"OrderByKey\", key: \"id = $id\", expression: \"SET sum = $value\", upsert: true)")
                    .replace(
                            "type Query {",
                            """
                            type OrderByKey @table(name: "OrdersByKey", partitionKey: "ORDER#{id}", itemSize: 1) @auth(rules: [{public: true}]) {
                              id: ID!
                              sum: Int
                            }
                            type Query {
                            """);

    private static final String MOVED =
            COPIED.replace("type Order @table(name: \"Orders\", partitionKey: \"{id}\"", "type Old")
                    .replace(
                            "type OrderByKey @table(name: \"OrdersByKey\", partitionKey: \"ORDER#{id}\"",
                            "type Order @table(name: \"OrdersByKey\", partitionKey: \"ORDER#{id}\"")
                    .replace(
                            "type Old",
                            "type OldOrder @table(name: \"Orders\", partitionKey: \"{id}\"")
                    .replace("OrderByKey", "OldOrder");

    private static final String KEYED =
            MOVED.replaceAll("type OldOrder [^}]*}\n", "")
                    .replaceAll("    @write\\(update: \"OldOrder\".*\n", "");

    @Test
    void the_key_of_a_table_changes() {
        var before = walk.deploy(SUM);
        walk.use(List.of(before), "setSum", "sum");

        var copied = walk.deploy(COPIED);
        walk.use(List.of(before, copied), "setSum", "sum");
        walk.use(List.of(before), "setSum", "sum");
        walk.migrate(SUM, COPIED, "OrderByKey=Order");

        var moved = walk.deploy(MOVED);
        walk.use(List.of(copied, moved), "setSum", "sum");
        walk.use(List.of(copied), "setSum", "sum");
        walk.use(List.of(moved), "setSum", "sum");

        var keyed = walk.deploy(KEYED);
        walk.use(List.of(moved, keyed), "setSum", "sum");
        walk.use(List.of(moved), "setSum", "sum");
        walk.use(List.of(keyed), "setSum", "sum");
        walk.remove(COPIED, KEYED);
        assertThat(client.scan(r -> r.tableName("Orders")).items()).isEmpty();
        walk.use(List.of(keyed), "setSum", "sum");
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
        var before = walk.deploy(LOOKUP);
        walk.use(List.of(before), "setSum", "sum");

        var indexed = walk.deploy(INDEXED);
        walk.use(List.of(before, indexed), "setSum", "sum");
        walk.use(List.of(before), "setSum", "sum");
        walk.use(List.of(indexed), "setSum", "sum");
        // The way back has left keys that are too old, which this mends.
        walk.use(List.of(before), "setSum", "sum");
        walk.migrate(LOOKUP, INDEXED);

        var listed = walk.deploy(LISTED);
        walk.use(List.of(indexed, listed), "setSum", "sum");
        walk.use(List.of(indexed), "setSum", "sum");
        walk.use(List.of(listed), "setSum", "sum");
        for (int id = 0; id < DeploymentWalk.IDS; id++) {
            var sum =
                    DeploymentWalk.ask(listed, "order", Map.of("id", "o" + id)).at("/sum").asInt();
            assertThat(
                            DeploymentWalk.ask(listed, "bySum", Map.of("sum", sum))
                                    .findValuesAsText("id"))
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
        var before = walk.deploy(WHOLE);
        walk.use(List.of(before), "setSum", "sum");

        var split = walk.deploy(SPLIT);
        walk.use(List.of(before, split), "setSum", "sum");
        walk.use(List.of(before), "setSum", "sum");
        // Each customer is written once more through the API, which writes both types.
        for (int id = 0; id < DeploymentWalk.IDS; id++) {
            var sum = DeploymentWalk.ask(split, "order", Map.of("id", "o" + id)).at("/sum").asInt();
            DeploymentWalk.ask(split, "setSum", Map.of("id", "o" + id, "value", sum));
        }
        walk.use(List.of(split), "setSum", "sum");
        for (int id = 0; id < DeploymentWalk.IDS; id++) {
            var sum = DeploymentWalk.ask(split, "order", Map.of("id", "o" + id)).at("/sum").asInt();
            assertThat(
                            DeploymentWalk.ask(split, "account", Map.of("id", "o" + id))
                                    .at("/sum")
                                    .asInt())
                    .isEqualTo(sum);
        }
        walk.use(List.of(split), "setSum", "account/sum");

        // The old client is gone.
        var parted = walk.deploy(PARTED);
        walk.use(List.of(split, parted), "setSum", "account/sum");
        walk.use(List.of(split), "setSum", "account/sum");
        walk.use(List.of(parted), "setSum", "account/sum");
    }
}

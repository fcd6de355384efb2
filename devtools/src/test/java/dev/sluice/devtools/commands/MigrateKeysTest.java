// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.devtools.testing.SharedDynamoDb;
import dev.sluice.internal.compile.SchemaCompiler;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `sluice migrate` with keys that change.
class MigrateKeysTest {
    private static SharedDynamoDb dynamoDb;
    private static DynamoDbClient client;

    @TempDir private Path directory;

    @BeforeAll
    static void start() throws Exception {
        dynamoDb = SharedDynamoDb.open();
        client = dynamoDb.client();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    private Console migrate(String before, String after, String... options) throws IOException {
        return Migrate.run(directory, dynamoDb.endpoint(), before, after, options);
    }

    private static final String VISITS =
            """
            type Visit @table(name: "Visits", partitionKey: "{id}", itemSize: 1) @auth(rules: [{public: true}]) {
              id: ID!
              shop: String!
              at: DateTime!
              kind: String! @attribute(default: "'WALK'")
            }
            type Query { visit(id: ID!): Visit @getItem(key: "id = $id") @auth(rules: [{public: true}]) }
            """;

    private static final String VISITS_BY_SHOP =
            VISITS.replace(
                            "\"Visits\", partitionKey: \"{id}\"",
                            "\"VisitsByShop\", partitionKey: \"SHOP#{shop}\", sortKey: \"{at}\"")
                    .replace("at: DateTime!", "at: DateTime! @attribute(as: N, unit: MILLISECONDS)")
                    .replace("visit(id: ID!)", "visit(shop: String!, at: DateTime!)")
                    .replace("\"id = $id\"", "\"shop = $shop AND at = $at\"");

    @Test
    void a_new_key_needs_copies_and_the_old_items_go_only_when_there_are_copies()
            throws IOException {
        create(VISITS, VISITS_BY_SHOP);
        visit("1", "a", "2026-01-05T00:00:00.000Z");
        visit("2", "a", "2026-01-05T00:00:00.000Z");
        visit("3", "b", "2026-01-06T00:00:00.000Z");
        visit("4", "b", "yesterday");

        assertThat(migrate(VISITS, VISITS_BY_SHOP).out())
                .contains("Visits: 4 items read, 3 items to copy, 1 left as they are.");
        assertThat(migrate(VISITS, VISITS_BY_SHOP, "--remove", "--write").out())
                .contains("0 items removed, 4 left as they are.");
        var copied = migrate(VISITS, VISITS_BY_SHOP, "--write", "--segments", "1");
        assertThat(copied.out()).contains("2 items copied, 2 left as they are.");
        assertThat(copied.err())
                .contains(
                        "id=\"4\": Visit.at cannot have its value",
                        ": another item has the key pk=\"SHOP#a\" at=1767571200000 already");
        assertThat(
                        client.getItem(r ->
                                        r.tableName("VisitsByShop")
                                                .key(
                                                        Map.of(
                                                                "pk",
                                                                AttributeValue.fromS("SHOP#b"),
                                                                "at",
                                                                AttributeValue.fromN(
                                                                        "1767657600000"))))
                                .item())
                .containsEntry("id", AttributeValue.fromS("3"))
                .containsEntry("kind", AttributeValue.fromS("WALK"))
                .containsEntry("other", AttributeValue.fromBool(true))
                .hasSize(6);

        visit("3", "b", "2026-01-06T00:00:00.000Z", "kind");
        var kept = migrate(VISITS, VISITS_BY_SHOP, "--remove", "--write");
        assertThat(kept.out()).contains("1 item removed, 3 left as they are.");
        assertThat(kept.err()).contains("id=\"3\": its copy differs from it");
        assertThat(migrate(VISITS, VISITS_BY_SHOP, "--remove", "--write", "--force").out())
                .contains("1 item removed, 2 left as they are.");
    }

    private static void create(String... schemas) {
        var tables =
                new TableSetup(
                        client, new Endpoint(dynamoDb.endpoint()), new TableNames(Map.of()), true);
        for (var schema : schemas) {
            tables.prepare(SchemaCompiler.compile("schema", schema).tables().values());
        }
    }

    private static void visit(String id, String shop, String at, String... others) {
        var item = new HashMap<String, AttributeValue>();
        item.put("id", AttributeValue.fromS(id));
        item.put("shop", AttributeValue.fromS(shop));
        item.put("at", AttributeValue.fromS(at));
        item.put("other", AttributeValue.fromBool(true));
        List.of(others).forEach(other -> item.put(other, AttributeValue.fromS("RIDE")));
        client.putItem(r -> r.tableName("Visits").item(item));
    }

    @Test
    void a_new_index_gets_the_fields_that_are_in_a_key_or_have_a_default() throws IOException {
        var before =
                VISITS.replace("Visits", "Calls")
                        .replace("\"{id}\"", "\"SHOP#{shop}\", sortKey: \"{id}\"")
                        .replace("visit(id: ID!)", "visit(shop: String!, id: ID!)")
                        .replace("\"id = $id\"", "\"shop = $shop AND id = $id\"");
        var after =
                before.replace(
                        "itemSize: 1)",
                        "itemSize: 1) @index(name: \"byKind\", partitionKey: \"{kind}\", sortKey: \"{shop}\")");
        create(before, after);
        var key = Map.of("pk", AttributeValue.fromS("SHOP#a"), "id", AttributeValue.fromS("1"));
        client.putItem(r -> r.tableName("Calls").item(key));

        assertThat(migrate(before, after, "--write").out())
                .contains(
                        "Visit: `kind` is written where it is absent, for the index.",
                        "Visit: `shop` is written where it is absent, for the index.",
                        "1 item changed");
        assertThat(client.getItem(r -> r.tableName("Calls").key(key)).item())
                .containsEntry("kind", AttributeValue.fromS("WALK"))
                .containsEntry("shop", AttributeValue.fromS("a"));
    }
}

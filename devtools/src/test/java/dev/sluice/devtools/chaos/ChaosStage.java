// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.chaos;

import dev.sluice.devtools.fault.SpecReader;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.devtools.testing.LocalCredentials;
import dev.sluice.devtools.testing.PackagedFunction;
import dev.sluice.devtools.testing.SharedDynamoDb;
import dev.sluice.internal.compile.SchemaCompiler;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The packaged function with `chaos.graphqls` as its schema, on an embedded DynamoDB. Each cell
/// has an instance of its own, so that no retry or breaker of another cell changes it.
final class ChaosStage implements AutoCloseable {
    private static final Path RESOURCES = Path.of("src/test/resources/dev/sluice/devtools/chaos");
    private static final String SCHEMA = "schema.graphqls";
    private static final String NOTHING =
            "{\"format\":\"apollo-persisted-query-manifest\",\"version\":1,\"operations\":[]}";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("SLUICE_CURSOR_KEYS", "k1:AAAAAAAAAAAAAAAAAAAAAA==");

    private final SharedDynamoDb dynamoDb;
    private final DynamoDbClient client;
    private final LocalCredentials credentials;
    private final PackagedFunction first;
    private final SpecReader specs;

    /// @param artifact the deployed zip
    /// @param directory an empty directory
    ChaosStage(Path artifact, Path directory) throws Exception {
        dynamoDb = SharedDynamoDb.open();
        var endpoint = new Endpoint(dynamoDb.endpoint());
        client = dynamoDb.client();
        credentials = LocalCredentials.at(dynamoDb.endpoint());
        var text = Files.readString(RESOURCES.resolve("chaos.graphqls"));
        var catalog = SchemaCompiler.compile(SCHEMA, text);
        new TableSetup(client, endpoint, new TableNames(Map.of()), true)
                .prepare(catalog.tables().values());
        specs = new SpecReader(new ChaosNames(catalog));
        var other = Files.createDirectory(directory.resolve("chaos"));
        Files.writeString(other.resolve(SCHEMA), text);
        Files.writeString(other.resolve("operations.json"), NOTHING);
        var classPath = new ArrayList<>(List.of(other));
        classPath.addAll(
                PackagedFunction.unpack(
                        artifact, Files.createDirectory(directory.resolve("function"))));
        first = new PackagedFunction(classPath, ENVIRONMENT);
        load();
    }

    private void load() {
        for (var id : List.of("a", "b")) {
            put("Things", Map.of("id", id));
            put("Tallies", Map.of("id", id));
            put("Parts", Map.of("thing", "a", "id", id, "colour", "red"));
            put("Secrets", Map.of("id", id));
            put("Members", Map.of("secret", id, "user", "c1"));
        }
    }

    private void put(String table, Map<String, String> item) {
        var attributes = new HashMap<String, AttributeValue>();
        item.forEach((name, value) -> attributes.put(name, AttributeValue.fromS(value)));
        client.putItem(r -> r.tableName(table).item(attributes));
    }

    SpecReader specs() {
        return specs;
    }

    URI dynamoDb() {
        return dynamoDb.endpoint();
    }

    /// Returns a new instance of the function that finds DynamoDB at this address. Its client reads
    /// the address once, so only one instance is made at a time.
    synchronized PackagedFunction function(URI address) throws ReflectiveOperationException {
        LocalCredentials.at(address);
        return first.another(ENVIRONMENT);
    }

    /// Creates what a mutation changes.
    void prepare(Effect effect, String id) {
        switch (effect) {
            case NONE, PUT -> {}
            case COUNT, DELETE -> put("Things", Map.of("id", id));
            case COUNT_BOTH -> {
                put("Things", Map.of("id", id));
                put("Tallies", Map.of("id", id));
            }
        }
    }

    /// Returns how often the mutation was applied.
    ///
    /// @throws AssertionError if it was applied in part
    int applied(Effect effect, String id) {
        return switch (effect) {
            case NONE -> 0;
            case PUT -> item("Things", id).isEmpty() ? 0 : 1;
            case DELETE -> item("Things", id).isEmpty() ? 1 : 0;
            case COUNT -> count("Things", id);
            case COUNT_BOTH -> {
                var count = count("Things", id);
                if (count != count("Tallies", id)) {
                    throw new AssertionError("a transaction was applied in part: " + id);
                }
                yield count;
            }
        };
    }

    private int count(String table, String id) {
        var count = item(table, id).get("count");
        return count == null ? 0 : Integer.parseInt(count.n());
    }

    private Map<String, AttributeValue> item(String table, String id) {
        var key = Map.of("id", AttributeValue.fromS(id));
        return client.getItem(r -> r.tableName(table).key(key).consistentRead(true)).item();
    }

    @Override
    public void close() throws IOException {
        first.close();
        credentials.close();
        dynamoDb.close();
    }
}

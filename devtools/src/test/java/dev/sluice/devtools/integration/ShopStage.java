// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.data.ShopData;
import dev.sluice.devtools.data.StoredItem;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.ItemWriter;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.testing.LocalCredentials;
import dev.sluice.devtools.testing.PackagedFunction;
import dev.sluice.devtools.testing.RecordingProxy;
import dev.sluice.devtools.testing.ShopProject;
import dev.sluice.internal.compile.SchemaCompiler;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// The shop as it is deployed: the packaged function, and a stack of its tables with the sample
/// data.
final class ShopStage implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCHEMA = "schema.graphqls";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int REMAINING_MILLIS = 30_000;

    /// Finds or makes the stack of the tables.
    @FunctionalInterface
    interface Tables {
        DataStack of(DynamoDbClient client) throws IOException;
    }

    private final DynamoDbClient client;
    private final DataStack stack;
    private final RecordingProxy wire;
    private final LocalCredentials credentials;
    private final PackagedFunction function;

    /// @param directory an empty directory
    ShopStage(URI dynamoDb, Path directory) throws Exception {
        this(dynamoDb, directory, DataStack::create);
    }

    /// @param directory an empty directory
    /// @param tables those of the shop, without items
    ShopStage(URI dynamoDb, Path directory, Tables tables) throws Exception {
        client = StoreClient.to(new Endpoint(dynamoDb), PATIENCE);
        stack = tables.of(client);
        try {
            var classPath = PackagedFunction.unpack(ShopProject.artifact(), directory);
            load(directory.resolve(SCHEMA));
            wire = RecordingProxy.before(dynamoDb);
            credentials = LocalCredentials.at(wire.endpoint());
            function =
                    new PackagedFunction(
                            classPath,
                            Map.of(
                                    "SLUICE_CURSOR_KEYS",
                                    "k1:AAAAAAAAAAAAAAAAAAAAAA==",
                                    "SLUICE_TABLES",
                                    stack.tables()));
        } catch (Exception e) {
            stack.close();
            throw e;
        }
    }

    private void load(Path schema) throws IOException {
        var catalog = SchemaCompiler.compile(SCHEMA, Files.readString(schema));
        ShopData.generate().fit(catalog).stream()
                .collect(
                        groupingBy(
                                item -> stack.name(item.type().table() + "Table"),
                                mapping(StoredItem::attributes, toList())))
                .forEach(new ItemWriter(client)::put);
    }

    /// Sends a request. Fails if the stack's policy does not allow it, as AWS would.
    Reply send(Request request) throws Exception {
        wire.taken();
        var response = JSON.readTree(answer(request.event()));
        var seen = wire.taken();
        var accesses =
                seen.requests().stream()
                        .flatMap(sent -> Access.of(sent, stack::logicalId))
                        .collect(toSet());
        assertThat(stack.allowed()).containsAll(accesses);
        return new Reply(
                response.get("statusCode").asInt(),
                JSON.readTree(response.get("body").asText()),
                seen.operations(),
                accesses);
    }

    /// Keeps the function's log out of the build's log.
    private String answer(String event) throws ReflectiveOperationException {
        var out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            return function.invoke(event, REMAINING_MILLIS);
        } finally {
            System.setOut(out);
        }
    }

    DataStack stack() {
        return stack;
    }

    /// Returns a client that bypasses the recording proxy.
    DynamoDbClient dynamoDb() {
        return client;
    }

    @Override
    public void close() throws IOException {
        function.close();
        credentials.close();
        wire.close();
        stack.close();
        client.close();
    }
}

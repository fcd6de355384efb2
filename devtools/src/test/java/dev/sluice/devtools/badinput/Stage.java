// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.badinput;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.sluice.devtools.data.SampleData;
import dev.sluice.devtools.data.ShopData;
import dev.sluice.devtools.data.StoredItem;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.ItemWriter;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.devtools.testing.LocalCredentials;
import dev.sluice.devtools.testing.PackagedFunction;
import dev.sluice.devtools.testing.RecordingProxy;
import dev.sluice.devtools.testing.SharedDynamoDb;
import dev.sluice.internal.compile.SchemaCompiler;
import dev.sluice.internal.schema.Catalog;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// The packaged function twice, warm: once with the shop that it ships, and once with
/// `desk.graphqls` as its schema. Both read one embedded DynamoDB, which holds their data.
final class Stage implements AutoCloseable {
    /// The prefix of the names of tables in DynamoDB, by which replies are searched for them.
    static final String TABLE_PREFIX = "zqtable-";

    private static final String SCHEMA = "schema.graphqls";

    private final SharedDynamoDb dynamoDb;
    private final DynamoDbClient client;
    private final RecordingProxy wire;
    private final LocalCredentials credentials;
    private final PackagedFunction shop;
    private final PackagedFunction desk;

    /// @param artifact the deployed zip
    /// @param directory an empty directory
    Stage(Path artifact, Path directory) throws Exception {
        dynamoDb = SharedDynamoDb.open();
        client = dynamoDb.client();
        wire = RecordingProxy.before(dynamoDb.endpoint());
        credentials = LocalCredentials.at(wire.endpoint());
        var unpacked =
                PackagedFunction.unpack(
                        artifact, Files.createDirectory(directory.resolve("function")));
        shop = started(directory.resolve("function"), unpacked, ShopData.generate());
        var other = Files.createDirectory(directory.resolve("desk"));
        copy("desk.graphqls", other.resolve(SCHEMA));
        copy("operations.json", other.resolve("operations.json"));
        var classPath = new ArrayList<>(List.of(other));
        classPath.addAll(unpacked);
        desk = started(other, classPath, DeskData.generate());
    }

    private static void copy(String resource, Path to) throws IOException {
        try (var in = Stage.class.getResourceAsStream(resource)) {
            Files.copy(Objects.requireNonNull(in), to);
        }
    }

    private PackagedFunction started(Path schema, List<Path> classPath, SampleData data)
            throws Exception {
        var catalog = SchemaCompiler.compile(SCHEMA, Files.readString(schema.resolve(SCHEMA)));
        load(catalog, data.fit(catalog));
        var names =
                catalog.tables().keySet().stream()
                        .map(table -> table + "=" + TABLE_PREFIX + table)
                        .collect(joining(","));
        return new PackagedFunction(
                classPath,
                Map.of(
                        "SLUICE_CURSOR_KEYS",
                        "k1:AAAAAAAAAAAAAAAAAAAAAA==",
                        "SLUICE_TABLES",
                        names,
                        // Each request is to meet its fault.
                        "SLUICE_BREAKERS",
                        "off"));
    }

    private void load(Catalog catalog, List<StoredItem> items) {
        var names =
                new TableNames(
                        catalog.tables().keySet().stream()
                                .collect(toMap(name -> name, name -> TABLE_PREFIX + name)));
        new TableSetup(client, new Endpoint(dynamoDb.endpoint()), names, true)
                .prepare(catalog.tables().values());
        items.stream()
                .collect(
                        groupingBy(
                                item -> names.of(item.type().table()),
                                mapping(StoredItem::attributes, toList())))
                .forEach(new ItemWriter(client)::put);
    }

    /// Returns a client that bypasses the recording proxy.
    DynamoDbClient dynamoDb() {
        return client;
    }

    /// Returns the proxy between the function and DynamoDB.
    RecordingProxy wire() {
        return wire;
    }

    Exchange send(Sent sent) {
        return together(List.of(sent)).getFirst();
    }

    /// Sends all requests at the same time. The requests to DynamoDB and the log are those of all
    /// of them.
    List<Exchange> together(List<Sent> requests) {
        var out = System.out;
        var err = System.err;
        var log = new ByteArrayOutputStream();
        var stream = new PrintStream(log, true, StandardCharsets.UTF_8);
        wire.taken();
        System.setOut(stream);
        System.setErr(stream);
        List<String> responses;
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var answers =
                    requests.stream()
                            .map(sent -> CompletableFuture.supplyAsync(() -> answer(sent), threads))
                            .toList();
            responses = answers.stream().map(CompletableFuture::join).toList();
        } finally {
            System.setOut(out);
            System.setErr(err);
            wire.repair();
        }
        var seen = wire.taken();
        return IntStream.range(0, requests.size())
                .mapToObj(i ->
                        new Exchange(
                                requests.get(i),
                                Exchange.json(responses.get(i)),
                                seen,
                                log.toString(StandardCharsets.UTF_8)))
                .toList();
    }

    private String answer(Sent sent) {
        try {
            return (sent.atDesk() ? desk : shop).invoke(sent.text(), sent.remainingMillis());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the function threw", e);
        }
    }

    /// Returns the data of an answer at a JSON pointer, such as a cursor.
    String text(Sent sent, String pointer) {
        var exchange = send(sent);
        var found = exchange.body().at("/data" + pointer);
        if (!found.isTextual()) {
            throw new AssertionError("no text at " + pointer + " in " + exchange.text());
        }
        return found.asText();
    }

    @Override
    public void close() throws IOException {
        shop.close();
        desk.close();
        wire.close();
        dynamoDb.close();
        credentials.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import dev.sluice.internal.breaker.Breakers;
import dev.sluice.internal.dynamodb.client.DynamoDbClients;
import dev.sluice.internal.dynamodb.client.DynamoDbLink;
import dev.sluice.internal.dynamodb.client.InstanceMemory;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemEncoder;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.dynamodb.item.TableDefinitions;
import dev.sluice.internal.dynamodb.read.Page;
import dev.sluice.internal.dynamodb.read.PageRequest;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.recording.Recording;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.wave.WaveLoop;
import dev.sluice.testing.SharedDynamoDb;
import dev.sluice.testing.WireProxy;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The shop's tables in the embedded DynamoDB, filled directly and read through a proxy.
public final class TestStore implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    public final WireProxy wire;
    public final DynamoDbClient client = client(SharedDynamoDb.endpoint());
    public final ItemEncoder encoder;
    private final DynamoDbClient watched;
    private final DynamoDbStore store;
    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + "-";

    public TestStore() {
        encoder = new ItemEncoder(Shop.catalog().shapes(), InstantSource.fixed(NOW));
        try {
            wire = WireProxy.before(SharedDynamoDb.endpoint());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        watched = client(wire.endpoint());
        store = through(watched);
        Shop.TABLES
                .values()
                .forEach(table ->
                        client.createTable(TableDefinitions.of(table, physical(table.name()))));
    }

    static DynamoDbClient client(URI endpoint) {
        return settings(endpoint, DynamoDbClients.configure(DynamoDbClient.builder())).build();
    }

    static DynamoDbClientBuilder settings(URI endpoint, DynamoDbClientBuilder builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")));
    }

    /// Returns the same tables with a budget for retries of their own, read through the proxy.
    DynamoDbStore anew(Breakers breakers) {
        return through(watched, breakers);
    }

    DynamoDbStore through(DynamoDbClient client) {
        return through(client, Breakers.off());
    }

    private DynamoDbStore through(DynamoDbClient client, Breakers breakers) {
        return new DynamoDbStore(
                Shop.catalog(),
                DynamoDbLink.of(client, breakers),
                this::physical,
                new InstanceMemory(Long.MAX_VALUE),
                InstantSource.fixed(NOW));
    }

    public String physical(String table) {
        return prefix + table;
    }

    public void put(StoredType type, Map<String, ? extends @Nullable Object> fields) {
        putRaw(type.table(), encoder.encode(type, fields));
    }

    public void putRaw(String table, Map<String, AttributeValue> item) {
        client.putItem(put -> put.tableName(physical(table)).item(item));
    }

    /// Products with the ids `prefix0` onwards.
    List<ItemRequest> products(String prefix, int count) {
        var requests = new ArrayList<ItemRequest>();
        for (int i = 0; i < count; i++) {
            put(Shop.PRODUCT, Map.of("id", prefix + i, "name", "Product " + i));
            requests.add(product(prefix + i, false));
        }
        return requests;
    }

    static ItemRequest product(String id, boolean consistent) {
        return new ItemRequest(TypeFixture.target(Shop.PRODUCT), id, null, consistent);
    }

    static ItemRequest user(String id) {
        return new ItemRequest(TypeFixture.target(Shop.USER), "CUSTOMER#" + id, "Z_PROFILE", false);
    }

    public RequestStore requestStore() {
        return requestStore(Map.of(), Duration.ofSeconds(20));
    }

    public RequestStore requestStore(Map<String, Set<String>> projections, Duration remaining) {
        wire.reset();
        return open(projections, Deadline.in(remaining));
    }

    /// Opens the store of another request beside the open ones. Does not reset the recorded calls
    /// or the hook of the proxy.
    RequestStore open(Map<String, Set<String>> projections, Deadline deadline) {
        return store.open(
                projections,
                RequestLimits.standard(),
                new WaveLoop(deadline),
                Recording.unheard("test"));
    }

    public @Nullable Item read(ItemRequest request) {
        var requestStore = requestStore();
        var item = requestStore.item(request);
        requestStore.waves().next();
        return item.join();
    }

    public Page read(PageRequest request) {
        var requestStore = requestStore();
        var page = requestStore.page(request);
        requestStore.waves().next();
        return page.join();
    }

    public static Map<String, AttributeValue> attributes(Object... namesAndValues) {
        var attributes = new HashMap<String, AttributeValue>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put((String) namesAndValues[i], (AttributeValue) namesAndValues[i + 1]);
        }
        return attributes;
    }

    public static Target target(StoredType type) {
        return TypeFixture.target(type);
    }

    @Override
    public void close() {
        Shop.TABLES
                .keySet()
                .forEach(table -> client.deleteTable(d -> d.tableName(physical(table))));
        watched.close();
        client.close();
        wire.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.testing;

import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.embedded.EmbeddedDynamoDb;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The embedded DynamoDB of a JVM of tests, which starts once and ends with the JVM. One test class
/// has it at a time, and gets it without tables.
public final class SharedDynamoDb implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final AtomicBoolean IN_USE = new AtomicBoolean();

    private final URI endpoint;
    private final DynamoDbClient client;

    private SharedDynamoDb(URI endpoint) {
        this.endpoint = endpoint;
        this.client = StoreClient.to(new Endpoint(endpoint), PATIENCE);
    }

    private static final class Holder {
        static final EmbeddedDynamoDb SERVER = start();

        private static EmbeddedDynamoDb start() {
            try {
                return EmbeddedDynamoDb.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// @throws IllegalStateException if it is open: two classes would see each other's tables
    public static SharedDynamoDb open() {
        return openIfFree()
                .orElseThrow(() ->
                        new IllegalStateException("A test class did not close the DynamoDB."));
    }

    /// Returns it, or empty while it is open.
    public static Optional<SharedDynamoDb> openIfFree() {
        return IN_USE.compareAndSet(false, true)
                ? Optional.of(new SharedDynamoDb(Holder.SERVER.endpoint()))
                : Optional.empty();
    }

    public URI endpoint() {
        return endpoint;
    }

    /// Returns a client that ends with this object.
    public DynamoDbClient client() {
        return client;
    }

    /// Deletes all tables, also those that are protected.
    public void clear() {
        for (var table : client.listTablesPaginator().tableNames()) {
            client.updateTable(r -> r.tableName(table).deletionProtectionEnabled(false));
            client.deleteTable(r -> r.tableName(table));
        }
    }

    @Override
    public void close() {
        clear();
        client.close();
        IN_USE.set(false);
    }
}

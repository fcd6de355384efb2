// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.devtools.store.TableSetup;
import dev.sluice.embedded.EmbeddedDynamoDb;
import dev.sluice.embedded.PortUnavailableException;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.io.IOException;
import java.time.Duration;

/// The DynamoDB that `serve` uses: the developer's, or an embedded one that ends with it.
final class Database implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// An embedded DynamoDB has already started, but can be slow on a busy machine.
    private static final Duration PATIENCE_WITH_EMBEDDED = Duration.ofMinutes(1);

    private final @Nullable EmbeddedDynamoDb embedded;
    private final Endpoint endpoint;
    private final DynamoDbClient client;
    private final TableNames names;
    private final TableSetup tables;

    private Database(
            @Nullable EmbeddedDynamoDb embedded,
            Endpoint endpoint,
            DynamoDbClient client,
            TableNames names,
            TableSetup tables) {
        this.embedded = embedded;
        this.endpoint = endpoint;
        this.client = client;
        this.names = names;
        this.tables = tables;
    }

    /// @throws Failure if the port is in use, or no DynamoDB answers in time
    static Database open(StoreOptions options, TableNames names) {
        var given = options.dynamoDb();
        if (given != null) {
            return connected(null, given, names, options.create() || !given.isAws());
        }
        var embedded = startEmbedded(options.embeddedPort());
        try {
            return connected(embedded, new Endpoint(embedded.endpoint()), names, true);
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    private static Database connected(
            @Nullable EmbeddedDynamoDb embedded,
            Endpoint endpoint,
            TableNames names,
            boolean create) {
        var patience = embedded == null ? PATIENCE : PATIENCE_WITH_EMBEDDED;
        var client = StoreClient.to(endpoint, patience);
        return new Database(
                embedded, endpoint, client, names, new TableSetup(client, endpoint, names, create));
    }

    private static EmbeddedDynamoDb startEmbedded(int port) {
        try {
            return port == 0 ? EmbeddedDynamoDb.start() : EmbeddedDynamoDb.start(port);
        } catch (PortUnavailableException e) {
            throw Failure.environment(
                    "Port %d for the embedded DynamoDB is in use or not allowed. Choose another with --dynamodb-port."
                            .formatted(e.port()));
        } catch (IOException e) {
            throw Failure.environment(
                    "The embedded DynamoDB did not start: %s".formatted(e.getMessage()));
        }
    }

    Endpoint endpoint() {
        return endpoint;
    }

    DynamoDbClient client() {
        return client;
    }

    TableNames names() {
        return names;
    }

    TableSetup tables() {
        return tables;
    }

    @Override
    public void close() {
        client.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}

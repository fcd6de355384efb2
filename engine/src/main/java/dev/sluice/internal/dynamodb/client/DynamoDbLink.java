// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.Optional;
import java.util.function.Supplier;

/// The client that requests go through. Safe for use by many threads.
public final class DynamoDbLink {
    private final DynamoDbClient own;
    private final Optional<Supplier<DynamoDbClient>> others;
    private volatile DynamoDbClient used;

    private DynamoDbLink(DynamoDbClient own, Optional<Supplier<DynamoDbClient>> others) {
        this.own = own;
        this.others = others;
        this.used = own;
    }

    /// Clients of the environment's region and credentials.
    public static DynamoDbLink ofEnvironment() {
        return new DynamoDbLink(
                DynamoDbClients.configure(DynamoDbClient.builder()).build(),
                Optional.of(() ->
                        DynamoDbClients.configure(DynamoDbClient.builder())
                                .httpClientBuilder(ClosingHttpClient.builder())
                                .build()));
    }

    /// @param client configured by `DynamoDbClients`; what it holds is its giver's to renew
    public static DynamoDbLink of(DynamoDbClient client) {
        return new DynamoDbLink(client, Optional.empty());
    }

    public DynamoDbClient client() {
        return used;
    }

    /// Lets requests through a client of their own for a time. What that client comes to hold
    /// (connections, credentials, retries that are used up) is gone with it; a client that was
    /// given has no other in its place.
    public void aside(Runnable requests) {
        if (others.isEmpty()) {
            requests.run();
            return;
        }
        try (var other = others.get().get()) {
            used = other;
            requests.run();
        } finally {
            used = own;
        }
    }
}

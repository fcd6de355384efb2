// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.Optional;
import java.util.function.Supplier;

/// Holds the client that sends the requests. Safe for use by many threads.
public final class DynamoDbLink {
    private final DynamoDbClient own;
    private final Optional<Supplier<DynamoDbClient>> others;
    private volatile DynamoDbClient used;

    private DynamoDbLink(DynamoDbClient own, Optional<Supplier<DynamoDbClient>> others) {
        this.own = own;
        this.others = others;
        this.used = own;
    }

    /// Returns a link with the region and credentials of the environment.
    public static DynamoDbLink ofEnvironment() {
        return new DynamoDbLink(
                DynamoDbClients.configure(DynamoDbClient.builder()).build(),
                Optional.of(() ->
                        DynamoDbClients.configure(DynamoDbClient.builder())
                                .httpClientBuilder(ClosingHttpClient.builder())
                                .build()));
    }

    /// @param client configured by `DynamoDbClients`; the caller renews its connections and
    ///   credentials
    public static DynamoDbLink of(DynamoDbClient client) {
        return new DynamoDbLink(client, Optional.empty());
    }

    public DynamoDbClient client() {
        return used;
    }

    /// Sends requests through a temporary client. The connections, credentials and spent retries of
    /// that client are discarded with it. A link that was created with `of` has no temporary client
    /// and uses its own.
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

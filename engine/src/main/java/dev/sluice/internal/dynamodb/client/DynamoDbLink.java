// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import dev.sluice.internal.breaker.Breakers;
import dev.sluice.internal.dynamodb.retry.RetryPolicy;
import dev.sluice.internal.dynamodb.retry.TableBreakers;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.recording.Recording;

import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Holds the client that sends the requests, the budget for its retries, and the circuit breakers
/// of the tables. Safe for use by many threads.
public final class DynamoDbLink {
    private final Line own;
    private final Optional<Supplier<DynamoDbClient>> others;
    private final TableBreakers breakers;
    private volatile Line used;

    /// A client with what belongs to it.
    private record Line(DynamoDbClient client, List<SdkPlugin> plugins, RetryPolicy retries) {
        static Line of(DynamoDbClient client) {
            return new Line(client, SingleAttempts.plugins(client), new RetryPolicy());
        }
    }

    private DynamoDbLink(
            DynamoDbClient own, Optional<Supplier<DynamoDbClient>> others, Breakers breakers) {
        this.own = Line.of(own);
        this.others = others;
        this.breakers = new TableBreakers(breakers);
        this.used = this.own;
    }

    /// Returns a link with the region and credentials of the environment.
    public static DynamoDbLink ofEnvironment(Breakers breakers) {
        return new DynamoDbLink(
                DynamoDbClients.configure(DynamoDbClient.builder()).build(),
                Optional.of(() ->
                        DynamoDbClients.configure(DynamoDbClient.builder())
                                .httpClientBuilder(ClosingHttpClient.builder())
                                .build()),
                breakers);
    }

    /// @param client the caller renews its connections and credentials; its own retries are not
    ///   used
    public static DynamoDbLink of(DynamoDbClient client, Breakers breakers) {
        return new DynamoDbLink(client, Optional.empty(), breakers);
    }

    public DynamoDbClient client() {
        return used.client();
    }

    /// Returns the client of one GraphQL request.
    ///
    /// @param held bounds what it reads
    /// @param recording receives a report of each request
    public MeteredClient metered(
            Meter meter, HeldItems held, Deadline deadline, Recording recording) {
        var line = used;
        return new MeteredClient(
                line.client(),
                line.plugins(),
                line.retries(),
                breakers,
                meter,
                held,
                deadline,
                recording);
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
            through(other, requests);
        }
    }

    /// Sends requests through another client.
    public void through(DynamoDbClient other, Runnable requests) {
        try {
            used = Line.of(other);
            requests.run();
        } finally {
            used = own;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.testing.SharedDynamoDb;

import java.net.URI;
import java.util.Objects;

/// A DynamoDB for tests.
///
/// @param stop ends what was started for it
record RunningDynamoDb(URI url, Runnable stop) implements AutoCloseable {

    /// Returns the one at the URL in the system property `sluice.dynamodb`, or else an embedded
    /// one.
    static RunningDynamoDb ofTheRun() {
        var given = System.getProperty("sluice.dynamodb", "");
        if (given.isEmpty()) {
            var embedded = SharedDynamoDb.open();
            return new RunningDynamoDb(embedded.endpoint(), embedded::close);
        }
        var endpoint = Endpoint.parse(given);
        assertThat(endpoint.isAws())
                .as("sluice.dynamodb is in AWS, where tables cost money")
                .isFalse();
        return new RunningDynamoDb(Objects.requireNonNull(endpoint.url()), () -> {});
    }

    @Override
    public void close() {
        stop.run();
    }
}

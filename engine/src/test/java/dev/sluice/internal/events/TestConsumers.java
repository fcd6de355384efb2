// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.events;

import dev.sluice.testing.FakeAws;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.time.Duration;
import java.util.Map;

/// Consumers of the outbox in front of a server.
final class TestConsumers {
    private TestConsumers() {}

    /// Returns a consumer that waits for nothing between attempts.
    static EventConsumer of(FakeAws aws) {
        return EventConsumer.of(
                Map.of(
                        "AWS_REGION",
                        "eu-central-1",
                        "AWS_ENDPOINT_URL",
                        aws.url(),
                        "SLUICE_EVENT_BUS",
                        "default",
                        "SLUICE_DEAD_LETTERS",
                        aws.url() + "/123/dead"),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                Duration.ZERO);
    }
}

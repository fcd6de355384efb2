// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import dev.sluice.internal.dynamodb.retry.Jitter;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

import java.time.Duration;

/// How the engine's DynamoDB client behaves. The SDK's own defaults (9 attempts, no timeout) would
/// outlast any request.
public final class DynamoDbClients {
    static final int MAX_ATTEMPTS = 3;
    private static final Duration DELAY = Duration.ofMillis(100);
    private static final Duration THROTTLED_DELAY = Duration.ofSeconds(1);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration SOCKET = Duration.ofSeconds(5);

    private DynamoDbClients() {}

    /// Two retries at most, jittered by chance that no snapshot repeats, and out of the SDK's token
    /// bucket, which keeps them few when everything fails; one second to connect; five seconds of
    /// silence on a connection.
    ///
    /// @return the builder it was given
    public static DynamoDbClientBuilder configure(DynamoDbClientBuilder builder) {
        return builder.httpClientBuilder(http())
                .overrideConfiguration(override ->
                        override.retryStrategy(
                                StandardRetryStrategy.builder()
                                        .maxAttempts(MAX_ATTEMPTS)
                                        .backoffStrategy(Jitter.from(DELAY))
                                        .throttlingBackoffStrategy(Jitter.from(THROTTLED_DELAY))
                                        .build()));
    }

    static UrlConnectionHttpClient.Builder http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SOCKET);
    }
}

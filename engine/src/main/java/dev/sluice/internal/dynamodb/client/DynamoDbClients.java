// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import dev.sluice.internal.dynamodb.retry.Jitter;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

import java.time.Duration;

/// Configures the engine's DynamoDB client. The SDK's own defaults (9 attempts, no timeout) would
/// outlast any request.
public final class DynamoDbClients {
    static final int MAX_ATTEMPTS = 3;
    private static final Duration DELAY = Duration.ofMillis(100);
    private static final Duration THROTTLED_DELAY = Duration.ofSeconds(1);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration SOCKET = Duration.ofSeconds(5);

    private DynamoDbClients() {}

    /// Sets at most two retries, a connect timeout of one second, and a read timeout of five
    /// seconds. The jitter of the retries is random and does not repeat after a snapshot is
    /// restored. The SDK's token bucket keeps retries few when every request fails.
    ///
    /// @return the same builder
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

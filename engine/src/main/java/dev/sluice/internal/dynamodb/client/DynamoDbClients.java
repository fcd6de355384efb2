// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/// Configures clients of DynamoDB.
public final class DynamoDbClients {
    private DynamoDbClients() {}

    /// Sets a connect timeout of one second, and no retries: `RetryPolicy` decides what is sent
    /// again.
    ///
    /// @return the same builder
    public static DynamoDbClientBuilder configure(DynamoDbClientBuilder builder) {
        return builder.httpClientBuilder(WatchedHttpClient.builder())
                .overrideConfiguration(
                        override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.List;

/// Stops the SDK from retrying a request. The SDK would report only the last attempt; to know
/// whether a write was applied, the engine must see how each attempt ended. And the SDK's retries
/// would multiply those of `RetryPolicy`.
final class SingleAttempts {
    private static final SdkPlugin PLUGIN =
            client ->
                    client.overrideConfiguration(
                            client.overrideConfiguration().toBuilder()
                                    .retryStrategy(DefaultRetryStrategy.doNotRetry())
                                    .build());

    private SingleAttempts() {}

    /// Returns what goes into the override configuration of each request of this client: nothing if
    /// the client does not retry.
    static List<SdkPlugin> plugins(DynamoDbClient client) {
        var attempts =
                client.serviceClientConfiguration()
                        .overrideConfiguration()
                        .retryStrategy()
                        .map(RetryStrategy::maxAttempts);
        return attempts.filter(most -> most == 1).isPresent() ? List.of() : List.of(PLUGIN);
    }
}

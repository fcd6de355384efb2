// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/// Stops the SDK from retrying a request. The SDK would report only the last attempt; to know
/// whether a write was applied, the engine must see how each attempt ended.
final class SingleAttempts {
    /// Goes into the override configuration of a request.
    static final SdkPlugin PLUGIN =
            client ->
                    client.overrideConfiguration(
                            client.overrideConfiguration().toBuilder()
                                    .retryStrategy(DefaultRetryStrategy.doNotRetry())
                                    .build());

    private SingleAttempts() {}
}

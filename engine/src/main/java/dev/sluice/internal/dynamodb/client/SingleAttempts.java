// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/// Keeps the SDK from sending a request again. It would tell of the last attempt alone; whether a
/// write was applied is known only to one that sees how each attempt ended.
final class SingleAttempts {
    /// For the override configuration of a request.
    static final SdkPlugin PLUGIN =
            client ->
                    client.overrideConfiguration(
                            client.overrideConfiguration().toBuilder()
                                    .retryStrategy(DefaultRetryStrategy.doNotRetry())
                                    .build());

    private SingleAttempts() {}
}

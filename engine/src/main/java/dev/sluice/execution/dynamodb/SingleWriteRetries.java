// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

import java.net.ConnectException;
import java.net.UnknownHostException;

/// Sends a single write again only where it was certainly not applied: DynamoDB refused it for too
/// much load, or there was no connection to send it on.
///
/// A write whose answer was lost may have been applied; sent again, it might be applied twice, or
/// be refused by a condition that its own first attempt made untrue.
final class SingleWriteRetries {
    private static final RetryStrategy STRATEGY =
            StandardRetryStrategy.builder()
                    .useClientDefaults(false)
                    .maxAttempts(DynamoDbClients.MAX_ATTEMPTS)
                    .retryOnException(SingleWriteRetries::wasNotApplied)
                    .treatAsThrottling(SingleWriteRetries::wasThrottled)
                    .build();

    /// For the override configuration of a request.
    static final SdkPlugin PLUGIN =
            client ->
                    client.overrideConfiguration(
                            client.overrideConfiguration().toBuilder()
                                    .retryStrategy(STRATEGY)
                                    .build());

    private SingleWriteRetries() {}

    private static boolean wasNotApplied(Throwable failure) {
        return wasThrottled(failure) || neverConnected(failure);
    }

    private static boolean wasThrottled(Throwable failure) {
        return failure instanceof AwsServiceException service && Failures.isThrottling(service);
    }

    private static boolean neverConnected(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || (cause != null && neverConnected(cause));
    }
}

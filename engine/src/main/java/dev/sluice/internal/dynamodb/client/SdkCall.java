// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.client;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

import java.util.List;
import java.util.function.Function;

/// One operation of the SDK's client.
///
/// @param operation the name that DynamoDB uses
/// @param items number of items requested or written
/// @param send sends the request with these limits and returns the response
record SdkCall<T>(
        String operation,
        List<String> tables,
        int items,
        Function<AwsRequestOverrideConfiguration, T> send) {

    static <T> SdkCall<T> of(
            String operation, String table, Function<AwsRequestOverrideConfiguration, T> send) {
        return new SdkCall<>(operation, List.of(table), 1, send);
    }
}

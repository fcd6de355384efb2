// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import java.time.Duration;
import java.util.Set;

/// The HTTP settings of a deployment.
///
/// @param groupClaim the claim that holds the caller's groups
/// @param origins the origins whose pages may read replies, such as `https://example.com`, or `*`
///   for every origin
/// @param reservedTime the part of the invocation's remaining time that is kept for writing the
///   reply
public record HttpSettings(
        String groupClaim, Set<String> origins, HttpStatuses statuses, Duration reservedTime) {
    public HttpSettings {
        origins = Set.copyOf(origins);
        if (groupClaim.isBlank() || reservedTime.isNegative()) {
            throw new IllegalArgumentException(
                    "groupClaim must not be blank, reservedTime not negative");
        }
    }

    /// Returns the defaults: `cognito:groups` of Cognito, no origins, established statuses, and 500
    /// milliseconds.
    public static HttpSettings defaults() {
        return new HttpSettings(
                "cognito:groups", Set.of(), HttpStatuses.ESTABLISHED, Duration.ofMillis(500));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import java.time.Duration;
import java.util.Set;

/// What a deployment decides about its HTTP interface.
///
/// @param groupClaim the claim that holds the caller's groups
/// @param origins whose pages may read replies, such as `https://example.com`, or `*` for every one
/// @param reservedTime kept back from the invocation's remaining time, to write the reply in
public record HttpSettings(
        String groupClaim, Set<String> origins, HttpStatuses statuses, Duration reservedTime) {
    public HttpSettings {
        origins = Set.copyOf(origins);
        if (groupClaim.isBlank() || reservedTime.isNegative()) {
            throw new IllegalArgumentException(
                    "groupClaim must not be blank, reservedTime not negative");
        }
    }

    /// Cognito's `cognito:groups`, no origin, established statuses, and 500 milliseconds.
    public static HttpSettings defaults() {
        return new HttpSettings(
                "cognito:groups", Set.of(), HttpStatuses.ESTABLISHED, Duration.ofMillis(500));
    }
}

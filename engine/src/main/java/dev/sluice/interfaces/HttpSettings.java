// SPDX-License-Identifier: Apache-2.0
package dev.sluice.interfaces;

import java.time.Duration;
import java.util.Set;

/// What a deployment decides about its HTTP interface.
///
/// @param maxBodyBytes the largest request accepted: a decoded body, or a query string
/// @param groupClaim the claim that holds the caller's groups
/// @param origins whose pages may read replies, such as `https://example.com`, or `*` for every one
/// @param reservedTime kept back from the invocation's remaining time, to write the reply in
public record HttpSettings(
        int maxBodyBytes, String groupClaim, Set<String> origins, Duration reservedTime) {
    public HttpSettings {
        origins = Set.copyOf(origins);
        if (maxBodyBytes < 1 || groupClaim.isBlank() || reservedTime.isNegative()) {
            throw new IllegalArgumentException(
                    "maxBodyBytes must be positive, groupClaim not blank, reservedTime not"
                            + " negative");
        }
    }

    /// 100,000 bytes, Cognito's `cognito:groups`, no origin, and 500 milliseconds.
    public static HttpSettings defaults() {
        return new HttpSettings(100_000, "cognito:groups", Set.of(), Duration.ofMillis(500));
    }
}

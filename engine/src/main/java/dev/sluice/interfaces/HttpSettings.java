// SPDX-License-Identifier: Apache-2.0
package dev.sluice.interfaces;

import java.time.Duration;

/// What a deployment decides about its HTTP interface.
///
/// @param maxBodyBytes the largest request accepted: a decoded body, or a query string
/// @param groupClaim the claim that holds the caller's groups
/// @param reservedTime kept back from the invocation's remaining time, to write the reply in
public record HttpSettings(int maxBodyBytes, String groupClaim, Duration reservedTime) {
    public HttpSettings {
        if (maxBodyBytes < 1 || groupClaim.isBlank() || reservedTime.isNegative()) {
            throw new IllegalArgumentException(
                    "maxBodyBytes must be positive, groupClaim not blank, reservedTime not"
                            + " negative");
        }
    }

    /// 100,000 bytes, Cognito's `cognito:groups`, and 500 milliseconds.
    public static HttpSettings defaults() {
        return new HttpSettings(100_000, "cognito:groups", Duration.ofMillis(500));
    }
}

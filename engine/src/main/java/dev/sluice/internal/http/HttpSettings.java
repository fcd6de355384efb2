// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/// The HTTP settings of a deployment.
///
/// @param groupClaim the claim that holds the caller's groups
/// @param origins the origins whose pages may read replies, such as `https://example.com`, or `*`
///   for every origin
/// @param reservedTime the part of the invocation's remaining time that is kept for writing the
///   reply
public record HttpSettings(
        String groupClaim, Set<String> origins, HttpStatuses statuses, Duration reservedTime) {
    /// An origin as browsers send it: in lower case and without a path.
    private static final Pattern ORIGIN =
            Pattern.compile("\\*|[a-z][a-z0-9+.-]*://[a-z0-9.-]+(:[0-9]{1,5})?");

    public HttpSettings {
        origins = Set.copyOf(origins);
        if (groupClaim.isBlank() || reservedTime.isNegative()) {
            throw new IllegalArgumentException(
                    "groupClaim must not be blank, reservedTime not negative");
        }
        if (!origins.stream().allMatch(ORIGIN.asMatchPredicate())) {
            throw new IllegalArgumentException(
                    "origins must be such as https://example.com, without a path, or *");
        }
    }

    /// Returns the defaults: `cognito:groups` of Cognito, no origins, established statuses, and 500
    /// milliseconds.
    public static HttpSettings defaults() {
        return new HttpSettings(
                "cognito:groups", Set.of(), HttpStatuses.ESTABLISHED, Duration.ofMillis(500));
    }

    public HttpSettings withGroupClaim(String claim) {
        return new HttpSettings(claim, origins, statuses, reservedTime);
    }

    public HttpSettings withOrigins(Set<String> others) {
        return new HttpSettings(groupClaim, others, statuses, reservedTime);
    }

    public HttpSettings withStatuses(HttpStatuses others) {
        return new HttpSettings(groupClaim, origins, others, reservedTime);
    }
}

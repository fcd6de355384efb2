// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

/// What an operation took from its caller's limit (`@limits(perCaller:)`).
///
/// @param issuer the claim `iss`, or null
/// @param subject the claim `sub`, or null for an anonymous caller
/// @param client identifies the network address of an anonymous caller, by a hash that only the API
///   can compute; null for a signed-in caller
/// @param units read and write units that the operation could consume at most
/// @param used read and write units that it consumed; the rest was given back
public record CallerCharge(
        @Nullable String issuer,
        @Nullable String subject,
        @Nullable String client,
        Outcome outcome,
        double units,
        double used) {

    /// Whether the operation ran.
    public enum Outcome {
        /// The operation ran.
        PAID,
        /// The operation did not run, because the limit of its caller was used up.
        REFUSED,
        /// The table of the limits did not answer. A setting decides whether the operation ran.
        UNPAID
    }
}

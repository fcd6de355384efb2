// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What `@auth` kept from a caller in one request. It tells who, what and by which rules, never a
/// key or a value.
///
/// @param issuer the claim `iss`, or null
/// @param subject the claim `sub`, or null for an anonymous caller
/// @param coordinate `Type.field` for a field, `Type` for an item or for all of a list
/// @param rules as the schema spells them: none of them let the caller in
/// @param outcome what the client got
/// @param count how often it happened in the request, at least 1
public record Denial(
        @Nullable String issuer,
        @Nullable String subject,
        Kind kind,
        String coordinate,
        List<String> rules,
        Outcome outcome,
        int count) {
    public Denial {
        rules = List.copyOf(rules);
    }

    /// Who asked.
    public enum Kind {
        ANONYMOUS,
        SIGNED_IN
    }

    /// What the client got.
    public enum Outcome {
        /// An error of the field: sign in.
        UNAUTHENTICATED,
        /// An error of the field.
        FORBIDDEN,
        /// What a missing item or an empty list gives.
        INVISIBLE
    }
}

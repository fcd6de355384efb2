// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Something that `@auth` kept from a caller in one request. It has the caller, the field or type,
/// and the rules, never a key or a value.
///
/// @param issuer the claim `iss`, or null
/// @param subject the claim `sub`, or null for an anonymous caller
/// @param coordinate `Type.field` for a field, `Type` for an item or a whole list
/// @param rules as the schema spells them; none of them granted access
/// @param outcome what the client received
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

    /// The kind of caller.
    public enum Kind {
        ANONYMOUS,
        SIGNED_IN
    }

    /// What the client received.
    public enum Outcome {
        /// An error of the field: the caller must sign in.
        UNAUTHENTICATED,
        /// An error of the field.
        FORBIDDEN,
        /// The same as for a missing item or an empty list.
        INVISIBLE
    }
}

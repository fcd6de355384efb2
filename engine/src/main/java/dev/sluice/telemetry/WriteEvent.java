// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What became of the writes of one mutation field. It tells who, by which field and of which
/// types, never a key or a value.
///
/// @param issuer the claim `iss`, or null
/// @param subject the claim `sub`, or null for an anonymous caller
/// @param coordinate `Type.field`
/// @param changes that were sent together, in the order of the schema; none where nothing was sent
/// @param code the error code of the field, or null where the writes were applied
public record WriteEvent(
        @Nullable String issuer,
        @Nullable String subject,
        String coordinate,
        List<Change> changes,
        Outcome outcome,
        @Nullable String code) {
    public WriteEvent {
        changes = List.copyOf(changes);
    }

    /// @param count items of the type, at least 1
    public record Change(Verb verb, String type, int count) {}

    public enum Verb {
        PUT,
        UPDATE,
        DELETE
    }

    public enum Outcome {
        /// All changes were made.
        APPLIED,
        /// An earlier request with the same token made them; this one made none.
        REPLAYED,
        /// None was made.
        REFUSED,
        /// They were sent, and no answer came: all were made, or none.
        UNKNOWN
    }
}

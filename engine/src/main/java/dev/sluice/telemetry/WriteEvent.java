// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The outcome of the writes of one mutation field. It has the caller, the field and the types,
/// never a key or a value.
///
/// @param issuer the claim `iss`, or null
/// @param subject the claim `sub`, or null for an anonymous caller
/// @param coordinate `Type.field`
/// @param changes that were sent together, in the order of the schema; empty if nothing was sent
/// @param code the error code of the field, or null if the writes were applied
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
        /// An earlier request with the same token made the changes; this one made none.
        REPLAYED,
        /// No change was made.
        REFUSED,
        /// The changes were sent, but no answer came: all of them were made, or none.
        UNKNOWN
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// The operation of a request, once it is decided that it runs.
///
/// @param name 64 characters at the most, or null where it has none
/// @param documentHash the SHA-256 of the document's text, in hexadecimal
public record AdmittedOperation(
        @Nullable String name, Kind kind, String documentHash, Trust trust, Bound bound) {
    private static final int LONGEST_NAME = 64;

    /// A longer name is cut.
    public AdmittedOperation {
        name =
                name == null || name.length() <= LONGEST_NAME
                        ? name
                        : name.substring(0, LONGEST_NAME);
    }

    public enum Kind {
        QUERY,
        MUTATION;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the function knew of the document.
    public enum Trust {
        /// It is one of the function's operations.
        TRUSTED,
        /// It is not, and need not be.
        ANY,
        /// It is not, and the function prefers those that are.
        UNKNOWN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The most that the operation could take, as was computed before it ran.
    public record Bound(long requests, int waves, double readUnits, double writeUnits) {}
}

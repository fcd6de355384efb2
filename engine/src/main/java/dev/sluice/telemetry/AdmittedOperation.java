// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/// The operation of a request that was admitted.
///
/// @param name at most 64 characters, or null if the operation has none
/// @param documentHash the SHA-256 of the document's text, in hexadecimal
/// @param deprecatedFields the deprecated fields that it selects, by name
/// @param rootFields the root fields that it selects, each once, by name
public record AdmittedOperation(
        @Nullable String name,
        Kind kind,
        String documentHash,
        Trust trust,
        Bound bound,
        List<DeprecatedField> deprecatedFields,
        List<RootField> rootFields) {
    private static final int LONGEST_NAME = 64;

    /// Cuts a longer name.
    public AdmittedOperation {
        name =
                name == null || name.length() <= LONGEST_NAME
                        ? name
                        : name.substring(0, LONGEST_NAME);
        deprecatedFields = List.copyOf(deprecatedFields);
        rootFields = List.copyOf(rootFields);
    }

    public enum Kind {
        QUERY,
        MUTATION;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether the document is trusted.
    public enum Trust {
        /// The document is one of the function's operations.
        TRUSTED,
        /// The document is not trusted. The function accepts any document.
        ANY,
        /// The document is not trusted. The function prefers trusted documents.
        UNKNOWN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The most that the operation could take, computed before it ran.
    public record Bound(long requests, int waves, double readUnits, double writeUnits) {}
}

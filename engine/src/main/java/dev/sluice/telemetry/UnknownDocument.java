// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

/// A document that ran although it is not trusted; its text is not told.
///
/// @param hash its SHA-256, in hexadecimal
/// @param operationName a GraphQL name of at most 64 characters, or null where it has none
public record UnknownDocument(String requestId, String hash, @Nullable String operationName) {
    private static final int LONGEST_NAME = 64;

    /// A longer name is cut.
    public UnknownDocument {
        operationName =
                operationName == null || operationName.length() <= LONGEST_NAME
                        ? operationName
                        : operationName.substring(0, LONGEST_NAME);
    }
}

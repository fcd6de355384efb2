// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/// The name that a client gives itself. Nothing depends on it, because every client can send any
/// name.
///
/// Source: Apollo GraphOS, "Segmenting metrics by client".
final class ClientName {
    private static final String HEADER = "apollographql-client-name";
    private static final Pattern LOGGED = Pattern.compile("[A-Za-z0-9 ._/@+-]{1,64}");

    private ClientName() {}

    /// Returns null if the client has no name, or one that is not to be logged.
    static @Nullable String of(Headers headers) {
        String name = headers.values().getOrDefault(HEADER, "").strip();
        return LOGGED.matcher(name).matches() ? name : null;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.policy.Sha256;

/// An operation that the API's author wrote or approved.
///
/// @param id the unique id that requests use, which may start with `sha256:`; [#of(String, String,
///   String)] computes it
/// @param name the operation's name
/// @param type `query` or `mutation`
/// @param body the operation with its fragments
public record TrustedDocument(String id, String name, String type, String body) {
    private static final String HASH_PREFIX = "sha256:";

    /// Returns a document whose id is the hash of its body, as clients compute it.
    public static TrustedDocument of(String name, String type, String body) {
        return new TrustedDocument(Sha256.hex(body), name, type, body);
    }

    /// Returns an id without the prefix that says that it is a hash.
    static String bare(String id) {
        return id.startsWith(HASH_PREFIX) ? id.substring(HASH_PREFIX.length()) : id;
    }

    /// Returns false if the id looks like a hash but is not the hash of the body.
    boolean isIntact() {
        var bare = bare(id);
        return !bare.matches("[0-9a-f]{64}") || bare.equals(Sha256.hex(body));
    }
}

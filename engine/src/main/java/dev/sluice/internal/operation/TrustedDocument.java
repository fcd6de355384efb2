// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.policy.Sha256;

/// An operation that the API's author wrote or approved.
///
/// @param id the unique id that requests use; [#of(String, String, String)] computes it
/// @param name the operation's name
/// @param type `query` or `mutation`
/// @param body the operation with its fragments
public record TrustedDocument(String id, String name, String type, String body) {

    /// Returns a document whose id is the hash of its body, as clients compute it.
    public static TrustedDocument of(String name, String type, String body) {
        return new TrustedDocument(Sha256.hex(body), name, type, body);
    }

    /// Returns false if the id looks like a hash but is not the hash of the body.
    boolean isIntact() {
        return !id.matches("[0-9a-f]{64}") || id.equals(Sha256.hex(body));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema;

import org.jspecify.annotations.Nullable;

/// One rule of `@auth`: all its parts must hold.
///
/// @param isPublic holds for everyone
/// @param signedIn holds for a caller with a subject
/// @param owner the field that must equal the claim `sub`, or null
/// @param group the group the caller must be in, or null
/// @param scope the scope the caller's token must have, or null
public record Rule(
        boolean isPublic,
        boolean signedIn,
        @Nullable String owner,
        @Nullable String group,
        @Nullable String scope) {

    /// Whether the caller's claims alone decide.
    public boolean claimsOnly() {
        return owner == null;
    }
}

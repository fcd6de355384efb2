// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Computes the SHA-256 hash of a text.
public final class Sha256 {
    private Sha256() {}

    /// Returns 64 lower-case hexadecimal digits, of the text in UTF-8.
    public static String hex(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

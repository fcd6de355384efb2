// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.cursor;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The keys that seal cursors, by id. Make a new key current when every instance can open it, and
/// drop an old key when no client uses its cursors.
///
/// @param current the id of the key that seals
/// @param keys of 16 or 32 bytes, by ids of 1 to 64 ASCII characters
public record CursorKeys(String current, Map<String, byte[]> keys) {
    private static final String HMAC = "HmacSHA256";

    public CursorKeys {
        keys = Map.copyOf(keys);
        if (!keys.containsKey(current)) {
            throw new IllegalArgumentException("the current cursor key is not one of the keys");
        }
        keys.forEach(CursorKeys::check);
    }

    byte[] currentKey() {
        return Objects.requireNonNull(keys.get(current));
    }

    /// Returns a hash of the text in hexadecimal, which only the holder of the current key can
    /// compute.
    ///
    /// @param purpose what the hash is for; with another purpose, the same text has another hash
    String digest(String purpose, String text) {
        try {
            var hmac = Mac.getInstance(HMAC);
            hmac.init(new SecretKeySpec(currentKey(), HMAC));
            return HexFormat.of()
                    .formatHex(
                            hmac.doFinal((purpose + "\n" + text).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    private static void check(String id, byte[] key) {
        if (!id.matches("\\p{ASCII}{1,64}")) {
            throw new IllegalArgumentException("a cursor key's id is 1 to 64 ASCII characters");
        }
        if (key.length != 16 && key.length != 32) {
            throw new IllegalArgumentException("a cursor key is 16 or 32 bytes");
        }
    }
}

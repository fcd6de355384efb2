// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.internal.dynamodb.cursor.CursorKeys;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// The keys from the two newest versions of a secret. The same text gives the same key and the same
/// id on every instance.
///
/// @param before keys in use before `turn`: the previous version's key seals
/// @param after keys in use from `turn` on: the newest version's key seals
/// @param turn when the newest version's key begins to seal
record SecretKeys(CursorKeys before, CursorKeys after, Instant turn) {
    /// Longer than an instance waits between two readings of the secret. So when an instance meets
    /// the first cursor of the newest version, it may read the secret again.
    private static final Duration AGE = Duration.ofMinutes(2);

    private static final int ID_BYTES = 8;
    private static final int KEY_BYTES = 32;

    /// @param newest the text of the newest version
    /// @param previous the text of the version before it, or null if there is none
    /// @param created when the newest version was created
    static SecretKeys of(String newest, @Nullable String previous, Instant created) {
        var keys = new HashMap<String, byte[]>();
        var after = put(keys, newest);
        var before = previous == null ? after : put(keys, previous);
        return new SecretKeys(
                new CursorKeys(before, keys), new CursorKeys(after, keys), created.plus(AGE));
    }

    CursorKeys at(Instant now) {
        return now.isBefore(turn) ? before : after;
    }

    private static String put(Map<String, byte[]> keys, String text) {
        var id = HexFormat.of().formatHex(derived(text, "sluice cursor key id", ID_BYTES));
        keys.put(id, derived(text, "sluice cursor key", KEY_BYTES));
        return id;
    }

    /// Source: RFC 5869.
    private static byte[] derived(String text, String purpose, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(text.getBytes(StandardCharsets.UTF_8))
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF must work", e);
        }
    }
}

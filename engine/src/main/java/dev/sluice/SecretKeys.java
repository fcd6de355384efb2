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

/// The keys that the two newest versions of a secret give. Whatever instance derives them, the same
/// text gives the same key by the same id.
///
/// @param before those until the newest version has come of age: the one before it seals
/// @param after those from then on: the newest version seals
/// @param turn when that is
record SecretKeys(CursorKeys before, CursorKeys after, Instant turn) {
    /// Longer than an instance that asked for newer keys in vain waits before it asks again. So
    /// whoever meets a cursor of the newest version may ask for it.
    private static final Duration AGE = Duration.ofMinutes(2);

    private static final int ID_BYTES = 8;
    private static final int KEY_BYTES = 32;

    /// @param newest the text of the newest version
    /// @param previous the text of the version before it; null where there is none
    /// @param created when the newest version was made
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

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.cursor;

import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals places in lists as cursors that clients can neither read nor create. Safe for use by many
/// threads.
///
/// A cursor is base64url, without padding, of: the version (1 byte), the length of the key's id (1
/// byte), the key's id, the nonce (12 bytes), and the place as encrypted with AES-GCM. Everything
/// before the nonce is authenticated together with the context.
///
/// Source: NIST SP 800-38D, section 8.2.2, for random nonces of 96 bits.
public final class CursorCodec {
    private static final int VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /// In characters. Two keys of four attributes with the longest names and values stay below it.
    private static final int MAX_LENGTH = 20 * 1024;

    private final SecureRandom random = new SecureRandom();
    private final CursorKeyring keyring;

    public CursorCodec(CursorKeyring keyring) {
        this.keyring = keyring;
    }

    /// Loads the cipher before the first request.
    public void warmUp() {
        var sealed = seal(ListPlace.of(new PageKey(Map.of())), "");
        open(sealed, "", Deadline.in(Duration.ZERO));
    }

    /// Returns a hash of the text that only the holder of the current key can compute.
    ///
    /// @param purpose what the hash is for; with another purpose, the same text has another hash
    public String digest(String purpose, String text) {
        return keyring.keys().digest(purpose, text);
    }

    /// @param context what the cursor belongs to: field, index, bound key values and caller
    public String seal(ListPlace place, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var keys = keyring.keys();
        byte[] header = header(keys.current());
        try {
            byte[] secret =
                    cipher(Cipher.ENCRYPT_MODE, keys.currentKey(), nonce, header, context)
                            .doFinal(PageKeyBytes.write(place));
            return encoded(
                    ByteBuffer.allocate(header.length + nonce.length + secret.length)
                            .put(header)
                            .put(nonce)
                            .put(secret)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM must work", e);
        }
    }

    /// @param deadline limits the time for loading a key that is not known yet
    /// @throws Refusal BAD_CURSOR for anything but what `seal` returned for the same context
    public ListPlace open(String cursor, String context, Deadline deadline) {
        if (cursor.length() > MAX_LENGTH) {
            throw badCursor();
        }
        try {
            var bytes = ByteBuffer.wrap(decoded(cursor));
            if (bytes.get() != VERSION) {
                throw badCursor();
            }
            String id = new String(take(bytes, bytes.get()), StandardCharsets.US_ASCII);
            byte[] key = key(id, deadline);
            byte[] nonce = take(bytes, NONCE_BYTES);
            byte[] plain =
                    cipher(Cipher.DECRYPT_MODE, key, nonce, header(id), context)
                            .doFinal(take(bytes, bytes.remaining()));
            return PageKeyBytes.read(plain);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw badCursor();
        }
    }

    private byte[] key(String id, Deadline deadline) {
        byte[] known = keyring.keys().keys().get(id);
        byte[] key = known == null ? keyring.newer(deadline).keys().get(id) : known;
        if (key == null) {
            throw badCursor();
        }
        return key;
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] header, String context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] header(String id) {
        byte[] ascii = id.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + ascii.length)
                .put((byte) VERSION)
                .put((byte) ascii.length)
                .put(ascii)
                .array();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The decoder ignores padding and spare bits, but the same bytes must have only one cursor.
    private static byte[] decoded(String cursor) {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        if (!encoded(bytes).equals(cursor)) {
            throw badCursor();
        }
        return bytes;
    }

    private static byte[] take(ByteBuffer bytes, int length) {
        byte[] taken = new byte[length];
        bytes.get(taken);
        return taken;
    }

    private static Refusal badCursor() {
        return new Refusal(ErrorCode.BAD_CURSOR);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.cursor;

import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/// A cursor opens to the key that was sealed. A changed cursor, a cursor of another context, and
/// any other text do not open.
public final class CursorFuzz {
    private static final CursorCodec CODEC =
            new CursorCodec(CursorKeyring.of(new CursorKeys("a", Map.of("a", new byte[32]))));
    private static final Deadline DEADLINE = Deadline.in(Duration.ofDays(1));
    private static final String CONTEXT = "context";

    private CursorFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        refused(text, CONTEXT);
        if (input.length < 2 || input.length > 1_024) {
            return;
        }
        var key =
                new PageKey(
                        Map.of(
                                text.substring(0, text.offsetByCodePoints(0, 1)),
                                AttributeValue.fromS(text),
                                "#n",
                                AttributeValue.fromN(Integer.toString(input[0])),
                                "#b",
                                AttributeValue.fromB(SdkBytes.fromByteArray(input))));
        var place = input[1] % 2 == 0 ? ListPlace.of(key) : new ListPlace(key, null);
        var cursor = CODEC.seal(place, CONTEXT);
        if (!CODEC.open(cursor, CONTEXT, DEADLINE).equals(place)) {
            throw new AssertionError("opened to another key: " + text);
        }
        refused(cursor, CONTEXT + text);
        var bytes = Base64.getUrlDecoder().decode(cursor);
        bytes[((input[0] & 0xFF) * bytes.length) >> 8] ^= input[1] == 0 ? (byte) 1 : input[1];
        refused(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), CONTEXT);
    }

    private static void refused(String cursor, String context) {
        try {
            CODEC.open(cursor, context, DEADLINE);
        } catch (Refusal refusal) {
            if (refusal.code() == ErrorCode.BAD_CURSOR) {
                return;
            }
        }
        throw new AssertionError("opened: " + cursor);
    }
}

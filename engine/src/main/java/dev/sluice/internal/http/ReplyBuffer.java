// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.RequestLimits;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Holds a reply's body, up to its limit.
///
/// Lambda's limit of 6 MB is for the whole reply, where the body is a JSON string. Quotes and
/// backslashes become two bytes each there, so they count twice here.
final class ReplyBuffer extends OutputStream {
    private final RequestLimits limits;
    private byte[] bytes = new byte[4_096];
    private int length;
    private int escapes;

    ReplyBuffer(RequestLimits limits) {
        this.limits = limits;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /// @throws dev.sluice.internal.policy.Refusal RESPONSE_TOO_LARGE
    @Override
    public void write(byte[] source, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (source[i] == '"' || source[i] == '\\') {
                escapes++;
            }
        }
        limits.require(Limit.RESPONSE_BYTES, (long) length + escapes + count);
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}

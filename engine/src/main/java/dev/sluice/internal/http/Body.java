// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.RequestLimits;

import org.jspecify.annotations.Nullable;

import java.util.Base64;

/// The body of a request, in the form in which the event has it.
///
/// @param content text or base64, or null if there is no body
public record Body(@Nullable String content, boolean base64) {

    /// Returns the body as text.
    ///
    /// @throws Refusal PAYLOAD_TOO_LARGE, or BAD_REQUEST if the body is absent, not base64 or not
    ///   UTF-8
    String text(RequestLimits limits) {
        if (content == null || content.isEmpty()) {
            throw new Refusal(Reason.BODY_MISSING);
        }
        byte[] bytes = base64 ? decoded(content, limits) : encoded(content, limits);
        limits.require(Limit.BODY_BYTES, bytes.length);
        return base64 ? StrictUtf8.decode(bytes) : content;
    }

    private static byte[] decoded(String content, RequestLimits limits) {
        // Four characters for three bytes; up to two characters can be padding.
        limits.require(Limit.BODY_BYTES, content.length() / 4L * 3 - 2);
        try {
            return Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(Reason.BODY_NOT_BASE64);
        }
    }

    private static byte[] encoded(String content, RequestLimits limits) {
        // A character takes at least one byte.
        limits.require(Limit.BODY_BYTES, content.length());
        return StrictUtf8.encode(content);
    }
}

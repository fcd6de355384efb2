// SPDX-License-Identifier: Apache-2.0
package dev.sluice.interfaces;

import dev.sluice.policy.ErrorCode;
import dev.sluice.policy.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.Map;

/// A request's body as the event holds it.
///
/// @param content text or base64, or null for none
record Body(@Nullable String content, boolean base64) {

    /// The body as text.
    ///
    /// @param maxBytes the largest decoded body accepted
    /// @throws Refusal PAYLOAD_TOO_LARGE, or BAD_REQUEST where the body is absent, not base64 or
    ///   not UTF-8
    String text(int maxBytes) {
        if (content == null || content.isEmpty()) {
            throw Refusals.badRequest("The request has no body.");
        }
        byte[] bytes = base64 ? decoded(content, maxBytes) : encoded(content, maxBytes);
        if (bytes.length > maxBytes) {
            throw tooLarge(maxBytes);
        }
        return base64 ? Utf8.decode(bytes) : content;
    }

    private static byte[] decoded(String content, int maxBytes) {
        // Four characters for each three bytes begun.
        if (content.length() > (maxBytes + 2L) / 3 * 4) {
            throw tooLarge(maxBytes);
        }
        try {
            return Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException malformed) {
            throw Refusals.badRequest("The body is not base64.");
        }
    }

    private static byte[] encoded(String content, int maxBytes) {
        // A character is never less than a byte.
        if (content.length() > maxBytes) {
            throw tooLarge(maxBytes);
        }
        return Utf8.encode(content);
    }

    static Refusal tooLarge(int maxBytes) {
        return new Refusal(
                ErrorCode.PAYLOAD_TOO_LARGE,
                "The request is too large.",
                Map.of("maxBytes", maxBytes));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.internal.policy.Sha256;

import java.util.LinkedHashMap;
import java.util.Map;

/// Names a body, so that a cache can ask whether the one that it has is still right.
///
/// The tags are weak, because a gateway may compress the body.
///
/// Source: RFC 9110, 8.8.3 "ETag", 13.1.2 "If-None-Match" and 15.4.5 "304 Not Modified".
final class EntityTag {
    private static final int DIGITS = 32;

    private EntityTag() {}

    static String of(String body) {
        return "W/\"%s\"".formatted(Sha256.hex(body).substring(0, DIGITS));
    }

    /// Returns the response, or 304 without a body if the client already has it.
    static HttpResponse unlessKnown(HttpRequest request, HttpResponse response) {
        String tag = response.headers().get("etag");
        if (tag == null || !request.method().equals("GET") || !knows(request.headers(), tag)) {
            return response;
        }
        Map<String, String> headers = new LinkedHashMap<>(response.headers());
        headers.remove("content-type");
        return new HttpResponse(304, headers, "");
    }

    private static boolean knows(Headers headers, String tag) {
        return headers.elements("if-none-match").stream()
                .anyMatch(known ->
                        known.equals("*") || known.equals(tag) || ("W/" + known).equals(tag));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The query string of a request's URL.
public sealed interface QueryParameters {

    /// Returns each value of a parameter, decoded.
    List<String> all(String name);

    /// Returns the value of a parameter, or null if it is absent.
    ///
    /// @throws dev.sluice.internal.policy.Refusal BAD_REQUEST if it is repeated or not
    ///   percent-encoded UTF-8
    default @Nullable String get(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new Refusal(Reason.QUERY_PARAMETER_REPEATED);
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /// Returns the length in bytes, or less if the gateway has decoded the parameters.
    int length();

    /// Parameters as in the URL, `application/x-www-form-urlencoded`.
    record Encoded(String text) implements QueryParameters {

        @Override
        public List<String> all(String name) {
            List<String> values = new ArrayList<>();
            for (String pair : text.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals >= 0 && decode(pair.substring(0, equals)).equals(name)) {
                    values.add(decode(pair.substring(equals + 1)));
                }
            }
            return values;
        }

        @Override
        public int length() {
            return text.length();
        }

        private static String decode(String encoded) {
            try {
                // ISO 8859-1 keeps each byte as one character, so that the bytes can then be
                // decoded strictly.
                String bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1);
                return StrictUtf8.decode(bytes.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IllegalArgumentException malformed) {
                throw new Refusal(Reason.QUERY_STRING_NOT_ENCODED);
            }
        }
    }

    /// Parameters that the gateway has decoded.
    record Decoded(Map<String, List<String>> values) implements QueryParameters {

        @Override
        public List<String> all(String name) {
            return values.getOrDefault(name, List.of());
        }

        @Override
        public int length() {
            return values.values().stream().flatMap(List::stream).mapToInt(String::length).sum();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Parses a query string.
public final class QueryString {

    private QueryString() {}

    /// Returns the decoded parameters as API Gateway passes them on: the values of a repeated
    /// parameter are joined by commas.
    ///
    /// @param query percent-encoded, or null
    /// @return null if there are no parameters
    static @Nullable Map<String, String> joined(@Nullable String query) {
        var joined = new LinkedHashMap<String, String>();
        values(query).forEach((name, values) -> joined.put(name, String.join(",", values)));
        return joined.isEmpty() ? null : joined;
    }

    /// Returns the decoded parameters, each with all its values.
    ///
    /// @param query percent-encoded, or null
    public static Map<String, List<String>> values(@Nullable String query) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var pair : (query == null ? "" : query).split("&", -1)) {
            var parts = pair.split("=", 2);
            if (!pair.isEmpty()) {
                parameters
                        .computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
                        .add(parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}

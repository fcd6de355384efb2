// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Request headers by lower-case name; the values of a repeated header are joined with commas.
///
/// Source: RFC 9110, 5.1 "Field Names" and 5.3 "Field Order".
public record Headers(Map<String, String> values) {
    static final Headers NONE = new Headers(Map.of());

    public Headers {
        values = Map.copyOf(values);
    }

    public static Headers of(@Nullable Map<String, String> headers) {
        if (headers == null) {
            return NONE;
        }
        Map<String, String> values = new HashMap<>();
        headers.forEach((name, value) -> add(values, name, value));
        return new Headers(values);
    }

    public static Headers ofMany(@Nullable Map<String, List<String>> headers) {
        if (headers == null) {
            return NONE;
        }
        Map<String, String> values = new HashMap<>();
        headers.forEach((name, all) -> {
            if (all != null) {
                all.forEach(value -> add(values, name, value));
            }
        });
        return new Headers(values);
    }

    private static void add(
            Map<String, String> values, @Nullable String name, @Nullable String value) {
        if (name != null && value != null) {
            values.merge(name.toLowerCase(Locale.ROOT), value, (one, other) -> one + "," + other);
        }
    }

    /// Returns the elements of a comma-separated header, stripped, without empty ones.
    List<String> elements(String name) {
        return List.of(values.getOrDefault(name, "").split(",", -1)).stream()
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }
}

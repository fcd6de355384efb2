// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.execution.dynamodb.CursorKeys;
import dev.sluice.interfaces.HttpSettings;

import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads settings from environment variables.
final class SettingsReader {
    private static final String CURSOR_KEYS = "SLUICE_CURSOR_KEYS";
    private static final String TABLES = "SLUICE_TABLES";
    private static final String INTROSPECTION = "SLUICE_INTROSPECTION";
    private static final String GROUP_CLAIM = "SLUICE_GROUP_CLAIM";
    private static final String MAX_BODY = "SLUICE_MAX_BODY_BYTES";
    private static final String CORS_ORIGINS = "SLUICE_CORS_ORIGINS";

    /// As browsers spell an origin: in lower case and without a path.
    private static final Pattern ORIGIN =
            Pattern.compile("\\*|[a-z][a-z0-9+.-]*://[a-z0-9.-]+(:[0-9]{1,5})?");

    private static final int LARGEST_BODY = 6_000_000;

    private final Map<String, String> environment;

    private SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    static Settings read(Map<String, String> environment) {
        var reader = new SettingsReader(environment);
        return new Settings(
                reader.cursorKeys(), reader.tables(), reader.introspection(), reader.http());
    }

    private CursorKeys cursorKeys() {
        var expected = "`id:key` pairs joined by commas, each key 16 or 32 bytes in base64";
        var keys = new LinkedHashMap<String, byte[]>();
        String current = null;
        for (var pair : pairs(CURSOR_KEYS, ":", expected).entrySet()) {
            current = current == null ? pair.getKey() : current;
            keys.put(pair.getKey(), bytes(pair.getValue(), expected));
        }
        if (current == null) {
            throw new InvalidSettingException(CURSOR_KEYS, expected);
        }
        try {
            return new CursorKeys(current, keys);
        } catch (IllegalArgumentException _) {
            throw new InvalidSettingException(CURSOR_KEYS, expected);
        }
    }

    private static byte[] bytes(String base64, String expected) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new InvalidSettingException(CURSOR_KEYS, expected);
        }
    }

    private Map<String, String> tables() {
        return pairs(TABLES, "=", "`Table=name` pairs joined by commas");
    }

    /// The pairs of a variable in their order; none where it is not set.
    private Map<String, String> pairs(String variable, String separator, String expected) {
        var pairs = new LinkedHashMap<String, String>();
        var value = value(variable);
        if (value == null) {
            return pairs;
        }
        for (var pair : value.split(",", -1)) {
            var at = pair.indexOf(separator);
            if (at < 0) {
                throw new InvalidSettingException(variable, expected);
            }
            var name = pair.substring(0, at).strip();
            var named = pair.substring(at + 1).strip();
            if (name.isEmpty() || named.isEmpty() || pairs.put(name, named) != null) {
                throw new InvalidSettingException(variable, expected);
            }
        }
        return pairs;
    }

    private boolean introspection() {
        var value = value(INTROSPECTION);
        return switch (value == null ? "off" : value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new InvalidSettingException(INTROSPECTION, "`on` or `off`");
        };
    }

    private HttpSettings http() {
        var claim = value(GROUP_CLAIM);
        var defaults = HttpSettings.defaults();
        return new HttpSettings(
                maxBody(defaults.maxBodyBytes()),
                claim == null ? defaults.groupClaim() : claim,
                origins(),
                defaults.reservedTime());
    }

    private Set<String> origins() {
        var value = value(CORS_ORIGINS);
        if (value == null) {
            return Set.of();
        }
        var origins =
                Stream.of(value.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (!origins.stream().allMatch(ORIGIN.asMatchPredicate())) {
            throw new InvalidSettingException(
                    CORS_ORIGINS, "`https://example.com` and the like joined by commas, or `*`");
        }
        return origins;
    }

    private int maxBody(int absent) {
        var expected = "a number of bytes from 1 to " + LARGEST_BODY;
        var value = value(MAX_BODY);
        try {
            var bytes = value == null ? absent : Integer.parseInt(value);
            if (bytes < 1 || bytes > LARGEST_BODY) {
                throw new InvalidSettingException(MAX_BODY, expected);
            }
            return bytes;
        } catch (NumberFormatException _) {
            throw new InvalidSettingException(MAX_BODY, expected);
        }
    }

    private @Nullable String value(String variable) {
        var value = environment.get(variable);
        return value == null || value.isBlank() ? null : value.strip();
    }
}

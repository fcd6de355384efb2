// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.internal.dynamodb.cursor.CursorKeys;
import dev.sluice.internal.http.HttpSettings;
import dev.sluice.internal.http.HttpStatuses;
import dev.sluice.internal.operation.TrustMode;
import dev.sluice.internal.policy.Limit;
import dev.sluice.internal.policy.RequestLimits;
import dev.sluice.internal.snapstart.Priming;
import dev.sluice.telemetry.TelemetrySettings;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads settings from environment variables.
final class SettingsReader {
    /// An origin as browsers send it: in lower case and without a path.
    private static final Pattern ORIGIN =
            Pattern.compile("\\*|[a-z][a-z0-9+.-]*://[a-z0-9.-]+(:[0-9]{1,5})?");

    private static final int MOST_MILLISECONDS = 30_000;

    private final Map<String, String> environment;

    private SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    static Settings read(Map<String, String> environment) {
        var reader = new SettingsReader(environment);
        return Settings.builder(reader.cursorKeys())
                .tableNames(reader.tables())
                .introspection(reader.introspection())
                .consumption(reader.consumption())
                .trust(reader.trust())
                .limits(reader.limits())
                .telemetry(reader.telemetry())
                .http(reader.http())
                .priming(reader.priming())
                .build();
    }

    private CursorKeySource cursorKeys() {
        var secret = value(Setting.CURSOR_SECRET);
        var keys = value(Setting.CURSOR_KEYS);
        if ((secret == null) == (keys == null)) {
            throw new InvalidSettingException(
                    Setting.CURSOR_SECRET.variable().name(),
                    "set, or %s, but not both".formatted(Setting.CURSOR_KEYS.variable().name()));
        }
        return secret == null
                ? new CursorKeySource.Given(givenKeys())
                : new CursorKeySource.Secret(secret);
    }

    private CursorKeys givenKeys() {
        var keys = new LinkedHashMap<String, byte[]>();
        String current = null;
        for (var pair : pairs(Setting.CURSOR_KEYS, ":").entrySet()) {
            current = current == null ? pair.getKey() : current;
            keys.put(pair.getKey(), bytes(pair.getValue()));
        }
        if (current == null) {
            throw invalid(Setting.CURSOR_KEYS);
        }
        try {
            return new CursorKeys(current, keys);
        } catch (IllegalArgumentException _) {
            throw invalid(Setting.CURSOR_KEYS);
        }
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw invalid(Setting.CURSOR_KEYS);
        }
    }

    private Map<String, String> tables() {
        return pairs(Setting.TABLES, "=");
    }

    /// Returns the pairs of a variable in their order; empty if it is not set.
    private Map<String, String> pairs(Setting setting, String separator) {
        var pairs = new LinkedHashMap<String, String>();
        var value = value(setting);
        if (value == null) {
            return pairs;
        }
        for (var pair : value.split(",", -1)) {
            var at = pair.indexOf(separator);
            if (at < 0) {
                throw invalid(setting);
            }
            var name = pair.substring(0, at).strip();
            var named = pair.substring(at + 1).strip();
            if (name.isEmpty() || named.isEmpty() || pairs.put(name, named) != null) {
                throw invalid(setting);
            }
        }
        return pairs;
    }

    private boolean introspection() {
        var value = value(Setting.INTROSPECTION);
        return switch (value == null ? "off" : value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw invalid(Setting.INTROSPECTION);
        };
    }

    private boolean consumption() {
        var value = value(Setting.COST_REPORT);
        return switch (value == null ? "bound" : value) {
            case "consumed" -> true;
            case "bound" -> false;
            default -> throw invalid(Setting.COST_REPORT);
        };
    }

    private TrustMode trust() {
        var value = value(Setting.TRUSTED_DOCUMENTS);
        return switch (value == null ? "any" : value) {
            case "any" -> TrustMode.ANY;
            case "prefer" -> TrustMode.PREFER;
            case "only" -> TrustMode.ONLY;
            default -> throw invalid(Setting.TRUSTED_DOCUMENTS);
        };
    }

    private HttpSettings http() {
        var claim = value(Setting.GROUP_CLAIM);
        var defaults = HttpSettings.defaults();
        return new HttpSettings(
                claim == null ? defaults.groupClaim() : claim,
                origins(),
                statuses(),
                defaults.reservedTime());
    }

    private HttpStatuses statuses() {
        var value = value(Setting.STATUSES);
        return switch (value == null ? "established" : value) {
            case "established" -> HttpStatuses.ESTABLISHED;
            case "2026" -> HttpStatuses.EDITION_2026;
            default -> throw invalid(Setting.STATUSES);
        };
    }

    private Priming priming() {
        var value = value(Setting.PRIMING);
        return switch (value == null ? "full" : value) {
            case "full" -> Priming.FULL;
            case "dynamodb" -> Priming.DYNAMODB;
            case "none" -> Priming.NONE;
            default -> throw invalid(Setting.PRIMING);
        };
    }

    private Set<String> origins() {
        var value = value(Setting.CORS_ORIGINS);
        if (value == null) {
            return Set.of();
        }
        var origins =
                Stream.of(value.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (!origins.stream().allMatch(ORIGIN.asMatchPredicate())) {
            throw invalid(Setting.CORS_ORIGINS);
        }
        return origins;
    }

    private TelemetrySettings telemetry() {
        var defaults = TelemetrySettings.defaults();
        var slowField =
                number(
                        Setting.SLOW_FIELD,
                        (double) defaults.slowField().toMillis(),
                        MOST_MILLISECONDS);
        return new TelemetrySettings(
                Duration.ofMillis((long) slowField),
                number(Setting.LOG_SAMPLE_RATE, defaults.sampleRate(), 1));
    }

    private double number(Setting setting, double standard, double most) {
        var value = value(setting);
        try {
            var number = value == null ? standard : Double.parseDouble(value);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Refused below, like every number out of range.
        }
        throw invalid(setting);
    }

    private RequestLimits limits() {
        var maxima = new EnumMap<Limit, Integer>(Limit.class);
        for (var limit : Limit.values()) {
            maxima.put(limit, maximum(limit));
        }
        return new RequestLimits(maxima);
    }

    private int maximum(Limit limit) {
        var variable = Setting.variable(limit);
        var value = value(variable.name());
        try {
            var maximum = value == null ? limit.standard() : Integer.parseInt(value);
            if (maximum >= limit.least() && maximum <= limit.most()) {
                return maximum;
            }
        } catch (NumberFormatException _) {
            // Refused below, like every number out of range.
        }
        throw new InvalidSettingException(
                variable.name(), "%s from %s".formatted(variable.form(), variable.range()));
    }

    private @Nullable String value(Setting setting) {
        return value(setting.variable().name());
    }

    private @Nullable String value(String variable) {
        var value = environment.get(variable);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static InvalidSettingException invalid(Setting setting) {
        var variable = setting.variable();
        return new InvalidSettingException(variable.name(), variable.form());
    }
}

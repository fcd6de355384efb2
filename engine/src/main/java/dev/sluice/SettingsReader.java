// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.internal.policy.Limit;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads settings from environment variables. A variable that is absent or blank keeps its default.
final class SettingsReader {
    private static final int MOST_MILLISECONDS = 30_000;

    private final Map<String, String> environment;
    private final Settings.Builder settings = Settings.builder();

    SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    Settings read() {
        cursorKeys();
        read(Setting.LIVE_SETTINGS, LiveSource::of, settings::liveSettings);
        read(Setting.TABLES, text -> pairs(text, "="), settings::tableNames);
        choice(Setting.INTROSPECTION, Map.of("on", true, "off", false), settings::introspection);
        choice(
                Setting.COST_REPORT,
                Map.of("consumed", true, "bound", false),
                settings::consumption);
        choice(
                Setting.TRUSTED_DOCUMENTS,
                Map.of("any", TrustMode.ANY, "prefer", TrustMode.PREFER, "only", TrustMode.ONLY),
                settings::trust);
        choice(
                Setting.CALLER_LIMIT_FAILS,
                Map.of("open", true, "closed", false),
                settings::callerLimitFailsOpen);
        read(Setting.GROUP_CLAIM, Function.identity(), settings::groupClaim);
        read(Setting.CORS_ORIGINS, SettingsReader::origins, settings::corsOrigins);
        choice(
                Setting.STATUSES,
                Map.of("2026", true, "established", false),
                settings::statusesOf2026);
        read(Setting.SLOW_FIELD, SettingsReader::milliseconds, settings::slowField);
        read(Setting.LOG_SAMPLE_RATE, Double::parseDouble, settings::logSampleRate);
        choice(
                Setting.TRACING_LIBRARY,
                Map.of(
                        "powertools", TracingLibrary.POWERTOOLS,
                        "opentelemetry", TracingLibrary.OPENTELEMETRY),
                settings::tracingLibrary);
        choice(
                Setting.PRIMING,
                Map.of(
                        "full", Priming.FULL,
                        "dynamodb", Priming.DYNAMODB,
                        "none", Priming.NONE),
                settings::priming);
        choice(Setting.BREAKERS, Map.of("on", true, "off", false), settings::breakers);
        read(Setting.INSTANCE_READ_BYTES, Long::parseLong, settings::instanceReadBytes);
        for (var limit : Limit.values()) {
            read(
                    Setting.variable(limit),
                    Integer::parseInt,
                    maximum -> settings.limit(limit.parameter(), maximum));
        }
        return settings.build();
    }

    private void cursorKeys() {
        var secret = value(Setting.CURSOR_SECRET.variable());
        if ((secret == null) == (value(Setting.CURSOR_KEYS.variable()) == null)) {
            throw new InvalidSettingException(
                    Setting.CURSOR_SECRET.variable().name(),
                    "set, or %s, but not both".formatted(Setting.CURSOR_KEYS.variable().name()));
        }
        if (secret != null) {
            settings.cursorSecret(secret);
            return;
        }
        read(
                Setting.CURSOR_KEYS,
                text -> pairs(text, ":"),
                pairs -> settings.cursorKeys(pairs.keySet().iterator().next(), keys(pairs)));
    }

    private static Map<String, byte[]> keys(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                pair -> Base64.getDecoder().decode(pair.getValue())));
    }

    private static Set<String> origins(String value) {
        return Stream.of(value.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    }

    private static Duration milliseconds(String value) {
        var number = Double.parseDouble(value);
        if (!(number <= MOST_MILLISECONDS)) {
            throw new IllegalArgumentException();
        }
        return Duration.ofMillis((long) Math.floor(number));
    }

    /// Returns pairs that are joined by commas, in their order; at least one.
    private static Map<String, String> pairs(String text, String separator) {
        var pairs = new LinkedHashMap<String, String>();
        for (var pair : text.split(",", -1)) {
            var at = pair.indexOf(separator);
            var name = at < 0 ? "" : pair.substring(0, at).strip();
            var named = pair.substring(at + 1).strip();
            if (name.isEmpty() || named.isEmpty() || pairs.put(name, named) != null) {
                throw new IllegalArgumentException();
            }
        }
        return pairs;
    }

    private <T> void choice(Setting setting, Map<String, T> values, Consumer<T> target) {
        read(
                setting,
                name -> {
                    var value = values.get(name);
                    if (value == null) {
                        throw new IllegalArgumentException();
                    }
                    return value;
                },
                target);
    }

    private <T> void read(Setting setting, Function<String, T> parser, Consumer<T> target) {
        read(setting.variable(), parser, target);
    }

    /// Passes on a variable's value, if it is set.
    ///
    /// @throws InvalidSettingException if the parser or the target throws an
    ///   `IllegalArgumentException`
    private <T> void read(
            Setting.Variable variable, Function<String, T> parser, Consumer<T> target) {
        var value = value(variable);
        if (value == null) {
            return;
        }
        try {
            target.accept(parser.apply(value));
        } catch (IllegalArgumentException _) {
            throw invalid(variable);
        }
    }

    private @Nullable String value(Setting.Variable variable) {
        var value = environment.get(variable.name());
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static InvalidSettingException invalid(Setting.Variable variable) {
        return new InvalidSettingException(variable.name(), variable.expected());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import static java.util.stream.Collectors.toSet;

import dev.sluice.InvalidSettingException;
import dev.sluice.Settings;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.store.TableNames;
import dev.sluice.internal.http.Cors;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Settings for a laptop: introspection is on, the cost report includes what was consumed, and
/// cursors are sealed with a key that lasts as long as the command.
///
/// @param variables those of the deployed function
public record LocalSettings(Map<String, String> variables) {
    private static final int KEY_BYTES = 32;

    public LocalSettings {
        variables = Map.copyOf(variables);
    }

    /// @param environment the variables that the developer set, which take precedence
    public static LocalSettings over(Map<String, String> environment) {
        var variables = new HashMap<>(environment);
        variables.putIfAbsent("SLUICE_INTROSPECTION", "on");
        variables.putIfAbsent("SLUICE_COST_REPORT", "consumed");
        if (!variables.containsKey("SLUICE_CURSOR_SECRET")) {
            variables.putIfAbsent("SLUICE_CURSOR_KEYS", "local:" + key());
        }
        return new LocalSettings(variables);
    }

    private static String key() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /// Returns the names of tables. Ignores all other variables: the function reports what is wrong
    /// with them.
    ///
    /// @throws Failure if the variable of the names cannot be used
    public TableNames tableNames() {
        var tables = new HashMap<>(variables);
        tables.keySet().retainAll(Set.of("SLUICE_TABLES"));
        return new TableNames(over(tables).read().tableNames());
    }

    /// Returns the origins whose pages may read replies.
    Cors cors() {
        var origins = variables.getOrDefault("SLUICE_CORS_ORIGINS", "").split(",");
        return new Cors(
                Stream.of(origins)
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .collect(toSet()));
    }

    /// @throws Failure if a variable has a value that cannot be used
    Settings read() {
        try {
            return Settings.from(variables);
        } catch (InvalidSettingException e) {
            throw Failure.environment(String.valueOf(e.getMessage()));
        }
    }
}

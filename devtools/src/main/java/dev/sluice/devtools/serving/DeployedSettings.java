// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.InvalidSettingException;
import dev.sluice.Settings;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.live.LiveSettingsReader;
import dev.sluice.internal.schema.Field;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings of a deployed function.
public record DeployedSettings(Settings settings) {
    private static final String ANY_KEY = "any:AAAAAAAAAAAAAAAAAAAAAA==";

    /// @param environment the variables of the function; cursor keys are not needed
    /// @throws Failure if a variable has a value that cannot be used
    public static DeployedSettings of(Map<String, String> environment) {
        var variables = new HashMap<>(environment);
        variables.remove("SLUICE_CURSOR_SECRET");
        variables.put("SLUICE_CURSOR_KEYS", ANY_KEY);
        try {
            return new DeployedSettings(Settings.from(variables));
        } catch (InvalidSettingException e) {
            throw Failure.environment(String.valueOf(e.getMessage()));
        }
    }

    /// Returns what is wrong with live settings, one line for each problem.
    ///
    /// @throws Failure with every problem of the schema
    public List<String> problems(SchemaSource schema, String liveSettings) {
        var _ = schema.compile();
        return settings.liveProblems(schema.text(), liveSettings);
    }

    /// Returns what is allowed in live settings, but probably not meant.
    ///
    /// @param liveSettings without a problem
    public static List<String> notes(SchemaSource schema, String liveSettings) {
        var catalog = schema.compile();
        var rollouts =
                catalog.fields().values().stream()
                        .flatMap(fields -> fields.values().stream())
                        .filter(field -> field.rollout() != null)
                        .map(Field::coordinate)
                        .collect(Collectors.toSet());
        var flags = catalog.flags().keySet();
        return Stream.concat(
                        unknown("flag", LiveSettingsReader.flagsOf(liveSettings), flags),
                        unknown("rollout", LiveSettingsReader.rolloutsOf(liveSettings), rollouts))
                .toList();
    }

    private static Stream<String> unknown(String what, Set<String> named, Set<String> known) {
        return named.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> "the schema has no %s %s".formatted(what, name));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice;

import dev.sluice.interfaces.HttpSettings;
import dev.sluice.policy.RequestLimits;
import dev.sluice.policy.TrustMode;
import dev.sluice.snapstart.Priming;
import dev.sluice.telemetry.TelemetrySettings;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// How one function is set up; the schema says the rest.
///
/// @param cursorKeys where the keys that seal cursors come from; the same for every instance
/// @param tableNames from a table's name in the schema to its name in DynamoDB; a table that is
///   absent is called as in the schema
/// @param introspection whether clients may read the schema
/// @param consumption whether clients may learn what an operation consumed
/// @param trust what becomes of a document that is not trusted
/// @param limits how much a request may hold
/// @param telemetry how much is told
/// @param http claim and origins of the HTTP floor
/// @param priming what runs before a snapshot is taken
public record Settings(
        CursorKeySource cursorKeys,
        Map<String, String> tableNames,
        boolean introspection,
        boolean consumption,
        TrustMode trust,
        RequestLimits limits,
        TelemetrySettings telemetry,
        HttpSettings http,
        Priming priming) {
    public Settings {
        tableNames = Map.copyOf(tableNames);
    }

    /// Reads the variables that docs/reference/configuration.md lists.
    ///
    /// @throws InvalidSettingException that names the variable and what it takes
    public static Settings from(Map<String, String> environment) {
        return SettingsReader.read(environment);
    }

    String physicalName(String table) {
        @Nullable String name = tableNames.get(table);
        return name == null ? table : name;
    }
}

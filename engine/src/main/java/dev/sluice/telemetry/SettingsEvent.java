// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Live settings that changed, or that could not be used. It holds no value that a client sent.
///
/// @param problems one line for each, with its code; empty if the settings changed
/// @param weaker the settings that let clients do more than the deployment does
/// @param logLevel the level of the log from now on, or null if it is the deployment's
/// @param logSampleRate the share of requests that are logged in full from now on, or null if it is
///   the deployment's
public record SettingsEvent(
        List<String> problems,
        List<String> weaker,
        @Nullable String logLevel,
        @Nullable Double logSampleRate) {
    public SettingsEvent {
        problems = List.copyOf(problems);
        weaker = List.copyOf(weaker);
    }

    /// Returns whether the settings could not be used, so that the previous ones stay.
    public boolean refused() {
        return !problems.isEmpty();
    }
}

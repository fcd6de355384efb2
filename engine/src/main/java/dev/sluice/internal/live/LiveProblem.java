// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.live;

/// Why live settings are not used.
///
/// @param place the JSON path of the setting, such as `limits.depth`; empty for the whole text
/// @param fault what is wrong and how to fix it, without any value of the text
public record LiveProblem(Code code, String place, String fault) {
    /// The text could not be read. The log has the kind of the failure.
    public static final LiveProblem UNREADABLE =
            new LiveProblem(Code.LIVE_SETTINGS_UNREADABLE, "", "the text could not be read");

    /// The kinds of problems. docs/reference/live-settings.md has a section for each.
    public enum Code {
        LIVE_SETTINGS_UNREADABLE,
        LIVE_SETTINGS_MALFORMED,
        LIVE_SETTING_UNKNOWN,
        LIVE_SETTING_INVALID,
        LIVE_SETTING_WEAKER
    }

    /// `CODE place: fault.`
    @Override
    public String toString() {
        return place.isEmpty()
                ? "%s: %s.".formatted(code, fault)
                : "%s %s: %s.".formatted(code, place, fault);
    }
}

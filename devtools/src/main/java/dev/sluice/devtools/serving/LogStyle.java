// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import java.util.Map;

/// How lines for a developer look: with colours on a terminal, otherwise without escape codes.
public enum LogStyle {
    COLOURS,
    PLAIN;

    /// Follows <https://no-color.org>: `NO_COLOR` with any value but an empty one turns colours
    /// off.
    ///
    /// @param terminal whether the lines go to a terminal, not to a file or a pipe
    public static LogStyle of(boolean terminal, Map<String, String> environment) {
        return terminal
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !"dumb".equals(environment.get("TERM"))
                ? COLOURS
                : PLAIN;
    }

    String dim(String text) {
        return in("2", text);
    }

    String green(String text) {
        return in("32", text);
    }

    String yellow(String text) {
        return in("33", text);
    }

    String red(String text) {
        return in("31", text);
    }

    private String in(String code, String text) {
        return this == PLAIN ? text : "\033[" + code + "m" + text + "\033[0m";
    }
}

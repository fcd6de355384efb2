// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

/// Spells texts of the schema language.
public final class Sdl {
    private Sdl() {}

    /// Returns whether the text has more than comments.
    public static boolean isSchema(String text) {
        return text.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#"));
    }

    public static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// Returns a comment without line breaks.
    public static String comment(String text) {
        return "# " + text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.file;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// Finds the name that an author probably meant.
public final class NearNames {
    private static final int LETTERS_PER_SLIP = 3;

    private NearNames() {}

    /// Returns a fix that begins with the similar name, if there is one.
    public static String fix(String name, Collection<String> known, String otherwise) {
        var near = of(name, known);
        return near == null
                ? otherwise
                : "did you mean `%s`? If not, %s".formatted(near, otherwise);
    }

    /// Returns the known name that differs by the fewest letters, or null if no name is near. One
    /// letter may differ for every three letters of the name. Case is ignored.
    public static @Nullable String of(String name, Collection<String> known) {
        var wanted = name.toLowerCase(Locale.ROOT);
        var allowed = Math.max(1, name.length() / LETTERS_PER_SLIP);
        return known.stream()
                .filter(each -> !each.equals(name))
                .filter(each -> distance(wanted, each.toLowerCase(Locale.ROOT)) <= allowed)
                .min(
                        Comparator.comparingInt((String each) ->
                                        distance(wanted, each.toLowerCase(Locale.ROOT)))
                                .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    /// Counts the letters to add, remove or replace, and the neighbours to swap.
    private static int distance(String one, String other) {
        var rows = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : step(one, other, rows, i, j);
            }
        }
        return rows[one.length()][other.length()];
    }

    private static int step(String one, String other, int[][] rows, int i, int j) {
        var same = one.charAt(i - 1) == other.charAt(j - 1);
        var least =
                Math.min(
                        rows[i - 1][j - 1] + (same ? 0 : 1),
                        Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
        var swapped =
                i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}

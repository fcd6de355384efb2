// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Collects changes.
final class FoundChanges {
    private final List<Change> changes = new ArrayList<>();

    List<Change> all() {
        return List.copyOf(changes);
    }

    void add(Change change) {
        changes.add(change);
    }

    void breaking(String coordinate, String text) {
        breaking(coordinate, coordinate, text);
    }

    /// @param touches as in `Change`
    void breaking(String coordinate, String touches, String text) {
        changes.add(new Change(Level.BREAKING, coordinate, text, touches));
    }

    void dangerous(String coordinate, String text) {
        dangerous(coordinate, coordinate, text);
    }

    void dangerous(String coordinate, String touches, String text) {
        changes.add(new Change(Level.DANGEROUS, coordinate, text, touches));
    }

    void safe(String coordinate, String text) {
        changes.add(new Change(Level.SAFE, coordinate, text, coordinate));
    }

    /// @param before the reason, or null if it was not deprecated
    void deprecation(String coordinate, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            safe(
                    coordinate,
                    after == null
                            ? "it is no longer deprecated"
                            : "it is deprecated: \"%s\"".formatted(after));
        }
    }

    /// Compares the default values of arguments or input fields.
    ///
    /// @param before as GraphQL spells it, or null if there is none
    void initial(
            String coordinate, String touches, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            dangerous(
                    coordinate,
                    touches,
                    "the default is %s instead of %s".formatted(text(after), text(before)));
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "absent" : value;
    }
}

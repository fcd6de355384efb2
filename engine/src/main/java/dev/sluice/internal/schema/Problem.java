// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import java.util.Comparator;

/// One fault of a schema file, with its fix.
///
/// @param file the file's name as it was given
/// @param line the line, from 1
/// @param column the column, from 1
/// @param coordinate the schema coordinate, for example `User.orders`, or a type's name
/// @param fault what is wrong, without a final full stop
/// @param fix how to fix it, without a final full stop
public record Problem(
        String file, int line, int column, String coordinate, String fault, String fix)
        implements Comparable<Problem> {

    private static final Comparator<Problem> BY_POSITION =
            Comparator.comparing(Problem::file)
                    .thenComparingInt(Problem::line)
                    .thenComparingInt(Problem::column)
                    .thenComparing(Problem::coordinate)
                    .thenComparing(Problem::fault);

    @Override
    public int compareTo(Problem other) {
        return BY_POSITION.compare(this, other);
    }

    /// `FILE:LINE:COL Type.field: fault. Fix: remedy.`
    @Override
    public String toString() {
        return "%s:%d:%d %s: %s. Fix: %s.".formatted(file, line, column, coordinate, fault, fix);
    }
}

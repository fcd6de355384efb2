// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.audit;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// What one item is to a schema.
///
/// @param type null if it is of no type
/// @param misfits why it does not fit; none if it fits
/// @param lengths the length of each list and set, by field
public record Verdict(
        @Nullable String type, List<Misfit> misfits, int kilobytes, Map<String, Integer> lengths) {
    public Verdict {
        misfits = List.copyOf(misfits);
        lengths = Map.copyOf(lengths);
    }

    /// @param field null if it is not about the value of one field
    public record Misfit(String kind, @Nullable String field) {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// All ways to choose one element of each list.
public final class Combinations {
    private Combinations() {}

    /// Returns the choices with the first element of the first list, then those with its second,
    /// and so on. Without lists, there is one choice, of nothing.
    public static List<List<@Nullable Object>> of(List<? extends List<?>> lists) {
        var chosen = new ArrayList<List<@Nullable Object>>();
        chosen.add(List.of());
        for (var list : lists) {
            var shorter = List.copyOf(chosen);
            chosen.clear();
            for (var start : shorter) {
                for (var element : list) {
                    var choice = new ArrayList<@Nullable Object>(start);
                    choice.add(element);
                    chosen.add(choice);
                }
            }
        }
        return chosen;
    }
}

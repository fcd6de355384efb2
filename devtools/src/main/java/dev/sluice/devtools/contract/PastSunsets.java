// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.contract;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Deprecation;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/// Finds what is still there although its sunset has come.
public final class PastSunsets {
    private PastSunsets() {}

    /// Returns one line for each of them, with its remedy.
    public static List<String> of(Catalog catalog, LocalDate today) {
        var deprecated = new TreeMap<String, @Nullable Deprecation>(catalog.deprecatedInputs());
        for (var fields : catalog.fields().values()) {
            for (var field : fields.values()) {
                deprecated.put(field.coordinate(), field.deprecation());
            }
        }
        return deprecated.entrySet().stream()
                .filter(each -> isPast(each.getValue(), today))
                .map(each ->
                        "%s: its sunset has come. Fix: remove it when no client uses it, or announce a later date"
                                .formatted(each.getKey()))
                .toList();
    }

    private static boolean isPast(@Nullable Deprecation deprecation, LocalDate today) {
        var sunset = deprecation == null ? null : deprecation.sunset();
        return sunset != null && !today.isBefore(sunset);
    }
}

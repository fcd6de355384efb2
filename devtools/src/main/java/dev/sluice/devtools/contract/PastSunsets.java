// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.contract;

import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/// Finds the fields that are still there although their sunset has come.
public final class PastSunsets {
    private PastSunsets() {}

    /// Returns one line for each field, with its remedy.
    public static List<String> of(Catalog catalog, LocalDate today) {
        return catalog.fields().values().stream()
                .flatMap(fields -> fields.values().stream())
                .filter(field -> isPast(field, today))
                .sorted(Comparator.comparing(Field::coordinate))
                .map(field ->
                        "%s: its sunset has come. Fix: remove the field when no client uses it, or announce a later date"
                                .formatted(field.coordinate()))
                .toList();
    }

    private static boolean isPast(Field field, LocalDate today) {
        var deprecation = field.deprecation();
        var sunset = deprecation == null ? null : deprecation.sunset();
        return sunset != null && !today.isBefore(sunset);
    }
}

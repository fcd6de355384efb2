// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.devtools.wording.Quantity;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Deprecation;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// Compares the removal of fields with the sunsets that the earlier schema announced.
///
/// @param on the day of the removal
record Removals(Catalog earlier, LocalDate on) {

    /// Returns the removal of a field of the earlier schema.
    Change of(String type, String field) {
        var sunset = sunset(type, field);
        var announced = sunset != null && !on.isBefore(sunset);
        var coordinate = type + "." + field;
        return new Change(
                Level.BREAKING,
                coordinate,
                "the field is removed" + comparison(sunset),
                coordinate,
                announced);
    }

    private @Nullable LocalDate sunset(String type, String field) {
        var compiled = earlier.field(type, field);
        Deprecation deprecation = compiled == null ? null : compiled.deprecation();
        return deprecation == null ? null : deprecation.sunset();
    }

    private String comparison(@Nullable LocalDate sunset) {
        if (sunset == null) {
            return "";
        }
        return on.isBefore(sunset)
                ? ", %s before its sunset of %s"
                        .formatted(Quantity.of(ChronoUnit.DAYS.between(on, sunset), "day"), sunset)
                : ", as announced for %s".formatted(sunset);
    }
}

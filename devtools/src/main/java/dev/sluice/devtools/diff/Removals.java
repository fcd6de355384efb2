// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.devtools.wording.Quantity;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Deprecation;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// Compares the removal of elements with the sunsets that the earlier schema announced.
///
/// @param on the day of the removal
record Removals(Catalog earlier, LocalDate on) {

    /// Returns the removal of a field of the earlier schema.
    Change of(String type, String field) {
        var compiled = earlier.field(type, field);
        var coordinate = type + "." + field;
        return of(
                coordinate,
                coordinate,
                "the field is removed",
                compiled == null ? null : compiled.deprecation());
    }

    /// Returns the removal of an argument, an input field or a value of an enum.
    ///
    /// @param touches as in `Change`
    Change ofInput(String coordinate, String touches, String text) {
        return of(coordinate, touches, text, earlier.deprecatedInputs().get(coordinate));
    }

    private Change of(
            String coordinate, String touches, String text, @Nullable Deprecation deprecation) {
        var sunset = deprecation == null ? null : deprecation.sunset();
        return new Change(
                Level.BREAKING,
                coordinate,
                text + comparison(sunset),
                touches,
                sunset != null && !on.isBefore(sunset));
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

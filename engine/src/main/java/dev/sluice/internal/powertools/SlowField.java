// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import dev.sluice.telemetry.RequestEvent;

import java.util.Comparator;
import java.util.List;

/// A field that waited too long.
///
/// @param field `Type.field`
record SlowField(String field, double milliseconds) {
    private static final int MOST = 10;

    /// Returns the slowest fields first, at most 10.
    static List<SlowField> of(RequestEvent event, TelemetrySettings settings) {
        return event.fields().entrySet().stream()
                .filter(field -> field.getValue().compareTo(settings.slowField()) >= 0)
                .map(field -> new SlowField(field.getKey(), Amounts.milliseconds(field.getValue())))
                .sorted(Comparator.comparingDouble(SlowField::milliseconds).reversed())
                .limit(MOST)
                .toList();
    }
}

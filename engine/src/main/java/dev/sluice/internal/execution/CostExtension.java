// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.cost.Cost;
import dev.sluice.telemetry.Consumption;

import java.util.LinkedHashMap;
import java.util.Map;

/// Writes `extensions.cost`.
final class CostExtension {
    private CostExtension() {}

    static Map<String, Object> of(Cost bound) {
        return cost(Map.of("bound", bound(bound)));
    }

    static Map<String, Object> of(Cost bound, Consumption consumed) {
        var both = new LinkedHashMap<String, Object>();
        both.put("bound", bound(bound));
        both.put(
                "consumed",
                amounts(
                        consumed.requests(),
                        consumed.waves(),
                        consumed.readUnits(),
                        consumed.writeUnits()));
        return cost(both);
    }

    private static Map<String, Object> cost(Map<String, Object> parts) {
        return Map.of("cost", parts);
    }

    private static Map<String, Object> bound(Cost bound) {
        return amounts(
                bound.requests(), bound.waves(), bound.readUnits(), (double) bound.writeUnits());
    }

    private static Map<String, Object> amounts(
            long requests, int waves, double readUnits, double writeUnits) {
        var amounts = new LinkedHashMap<String, Object>();
        amounts.put("requests", requests);
        amounts.put("waves", waves);
        amounts.put("readUnits", readUnits);
        amounts.put("writeUnits", writeUnits);
        return amounts;
    }
}

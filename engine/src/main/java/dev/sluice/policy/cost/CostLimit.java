// SPDX-License-Identifier: Apache-2.0
package dev.sluice.policy.cost;

import dev.sluice.policy.ErrorCode;
import dev.sluice.policy.Refusal;
import dev.sluice.schema.Limits;

import java.util.Comparator;
import java.util.Map;
import java.util.function.ToLongFunction;

/// Holds a bound against `@limits`.
public final class CostLimit {
    private static final int LONGEST_FIELD = 64;

    private CostLimit() {}

    /// @throws Refusal OPERATION_TOO_EXPENSIVE with the limit, its maximum, the bound and the field
    ///   that adds most to it
    public static void enforce(CostBound bound, Limits limits) {
        enforce(bound, "requests", Cost::requests, limits.requests(), 1);
        enforce(bound, "readUnits", Cost::readHalves, limits.readUnits(), 2);
        enforce(bound, "writeUnits", Cost::writeUnits, limits.writeUnits(), 1);
    }

    /// @param perUnit how many of the amount make one of the limit
    private static void enforce(
            CostBound bound, String limit, ToLongFunction<Cost> amount, int maximum, int perUnit) {
        var worst = amount.applyAsLong(bound.total());
        if (worst <= (long) maximum * perUnit) {
            return;
        }
        var dearest =
                bound.fields().entrySet().stream()
                        .max(
                                Comparator.comparingLong(
                                        field -> amount.applyAsLong(field.getValue())))
                        .map(Map.Entry::getKey)
                        .orElse("");
        throw new Refusal(
                ErrorCode.OPERATION_TOO_EXPENSIVE,
                "The operation could cost more than is allowed.",
                Map.of(
                        "limit",
                        limit,
                        "maximum",
                        maximum,
                        "bound",
                        Saturating.divided(worst, perUnit),
                        "field",
                        dearest.substring(0, Math.min(dearest.length(), LONGEST_FIELD))));
    }
}

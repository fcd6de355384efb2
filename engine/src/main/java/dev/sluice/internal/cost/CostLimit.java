// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Limits;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// Checks a bound against `@limits`.
public final class CostLimit {
    private static final int LONGEST_FIELD = 64;

    private CostLimit() {}

    /// A limit that a bound exceeds.
    ///
    /// @param limit its name in `@limits`, or in `perCaller`
    /// @param field the response path of the field that adds most, cut at 64 characters
    public record Excess(String limit, int maximum, long bound, String field) {}

    /// @throws Refusal OPERATION_TOO_EXPENSIVE with the limit, its maximum, the bound and the field
    ///   that adds most to it
    public static void enforce(CostBound bound, Limits limits) {
        excesses(bound, limits).stream()
                .findFirst()
                .ifPresent(excess -> {
                    throw refusal(excess);
                });
    }

    /// Returns the limits that the bound exceeds, in the order of `@limits`.
    public static List<Excess> excesses(CostBound bound, Limits limits) {
        return Stream.of(
                        excess(bound, "requests", Cost::requests, limits.requests(), 1),
                        excess(bound, "readUnits", Cost::readHalves, limits.readUnits(), 2),
                        excess(bound, "writeUnits", Cost::writeUnits, limits.writeUnits(), 1),
                        Optional.ofNullable(limits.perCaller())
                                .flatMap(caller ->
                                        excess(bound, "units", Cost::halves, caller.units(), 2)))
                .flatMap(Optional::stream)
                .toList();
    }

    /// @param perUnit how many units of the amount are one unit of the limit
    private static Optional<Excess> excess(
            CostBound bound, String limit, ToLongFunction<Cost> amount, int maximum, int perUnit) {
        var worst = amount.applyAsLong(bound.total());
        if (worst <= (long) maximum * perUnit) {
            return Optional.empty();
        }
        var dearest =
                bound.fields().entrySet().stream()
                        .max(
                                Comparator.comparingLong(
                                        field -> amount.applyAsLong(field.getValue())))
                        .map(Map.Entry::getKey)
                        .orElse("");
        return Optional.of(
                new Excess(
                        limit,
                        maximum,
                        Saturating.divided(worst, perUnit),
                        dearest.substring(0, Math.min(dearest.length(), LONGEST_FIELD))));
    }

    private static Refusal refusal(Excess excess) {
        return new Refusal(
                ErrorCode.OPERATION_TOO_EXPENSIVE,
                Map.of(
                        Parameter.LIMIT,
                        excess.limit(),
                        Parameter.MAXIMUM,
                        excess.maximum(),
                        Parameter.BOUND,
                        excess.bound(),
                        Parameter.FIELD,
                        excess.field()));
    }
}

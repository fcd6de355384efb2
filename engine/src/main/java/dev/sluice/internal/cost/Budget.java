// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Limits;
import dev.sluice.telemetry.Consumption;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.stream.Stream;

/// What one operation may still send, if its bound is above `@limits(enforce: BUDGET)`. One thread
/// uses it.
///
/// The requests of a wave are known before they are sent, and what earlier waves consumed is known,
/// too. So the operation consumes no more than the limits, unless an item is larger than its
/// `itemSize` or a request is sent again.
public final class Budget {
    private final @Nullable Limits limits;
    private long requests;

    private Budget(@Nullable Limits limits) {
        this.limits = limits;
    }

    public static Budget unlimited() {
        return new Budget(null);
    }

    /// @param limits null if the schema has none
    public static Budget of(CostBound bound, @Nullable Limits limits) {
        return limits == null
                        || limits.enforce() == Limits.Enforce.BOUND
                        || CostLimit.excesses(bound, limits).isEmpty()
                ? unlimited()
                : new Budget(limits);
    }

    /// Counts requests that were sent before all waves.
    public void sent(long before) {
        requests = Saturating.plus(requests, before);
    }

    /// Decides about the reads of a wave, and counts them if they may be sent.
    ///
    /// @param consumed in earlier waves
    /// @param sent the requests of the wave
    /// @param halves the most halves of a read request unit that they take
    /// @return OPERATION_TOO_EXPENSIVE, or null if the reads may be sent
    public @Nullable Refusal read(Consumption consumed, long sent, long halves) {
        var read = Saturating.plus(halves(consumed.readUnits()), halves);
        var all = Saturating.plus(read, halves(consumed.writeUnits()));
        return admit(sent, read, all);
    }

    /// Decides about a call of a Java resolver, and counts it if it may be sent.
    ///
    /// @param sent the most requests that the call sends
    /// @return OPERATION_TOO_EXPENSIVE, or null if the resolver may be called
    public @Nullable Refusal call(int sent) {
        return sent == 0 ? null : admit(sent, 0, 0);
    }

    /// Returns whether all waves are sent.
    public boolean isUnlimited() {
        return limits == null;
    }

    private @Nullable Refusal admit(long sent, long read, long all) {
        if (limits == null) {
            return null;
        }
        var taken = Saturating.plus(requests, sent);
        var caller = limits.perCaller();
        var refusal =
                Stream.of(
                                new Amount("requests", taken, limits.requests(), 1),
                                new Amount("readUnits", read, limits.readUnits(), 2),
                                new Amount(
                                        "units",
                                        all,
                                        caller == null ? Integer.MAX_VALUE : caller.units(),
                                        2))
                        .filter(Amount::isExcess)
                        .map(Amount::refusal)
                        .findFirst()
                        .orElse(null);
        requests = refusal == null ? taken : requests;
        return refusal;
    }

    private static long halves(double units) {
        return (long) Math.ceil(2 * units);
    }

    /// @param perUnit how many units of the amount are one unit of the limit
    private record Amount(String limit, long taken, int maximum, int perUnit) {
        boolean isExcess() {
            return taken > (long) maximum * perUnit;
        }

        Refusal refusal() {
            return new Refusal(
                    ErrorCode.OPERATION_TOO_EXPENSIVE,
                    Map.of(
                            Parameter.LIMIT,
                            limit,
                            Parameter.MAXIMUM,
                            maximum,
                            Parameter.BOUND,
                            Saturating.divided(taken, perUnit)));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import dev.sluice.devtools.contract.OperationBound;
import dev.sluice.internal.operation.InvalidDocumentException;
import dev.sluice.internal.operation.OperationCost;
import dev.sluice.internal.operation.OperationCosts;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// What happens to one operation.
///
/// @param before its bound under the earlier schema; null if it does not fit that schema
/// @param after its bound under the later schema; null if it does not fit that schema
/// @param faults why the later schema refuses it
public record OperationChange(
        Consumer operation,
        Effect effect,
        @Nullable OperationBound before,
        @Nullable OperationBound after,
        List<String> faults) {

    /// What the change is to the operation.
    public enum Effect {
        /// It ran, and is refused.
        BROKEN,
        DEARER,
        CHEAPER,
        SAME,
        /// The earlier schema refuses it.
        NEW,
        /// Both schemas refuse it.
        INVALID
    }

    public OperationChange {
        faults = List.copyOf(faults);
    }

    static OperationChange of(
            KnownOperation operation,
            Consumer consumer,
            OperationCosts earlier,
            OperationCosts later) {
        var before = Verdict.of(operation.text(), earlier);
        var after = Verdict.of(operation.text(), later);
        return new OperationChange(
                consumer, effect(before, after), before.bound(), after.bound(), after.faults());
    }

    private static Effect effect(Verdict before, Verdict after) {
        if (!before.runs()) {
            return after.runs() ? Effect.NEW : Effect.INVALID;
        }
        if (!after.runs()) {
            return Effect.BROKEN;
        }
        var one = before.bound();
        var other = after.bound();
        if (one == null || other == null || one.equals(other)) {
            return Effect.SAME;
        }
        return other.requests() > one.requests()
                        || other.waves() > one.waves()
                        || other.readUnits() > one.readUnits()
                        || other.writeUnits() > one.writeUnits()
                ? Effect.DEARER
                : Effect.CHEAPER;
    }

    /// What one schema says of an operation.
    private record Verdict(@Nullable OperationBound bound, List<String> faults) {
        static Verdict of(String text, OperationCosts costs) {
            try {
                var cost = costs.of(text, Map.of()).getFirst();
                return new Verdict(OperationBound.of(cost.bound().total()), excesses(cost));
            } catch (InvalidDocumentException e) {
                return new Verdict(
                        null,
                        e.faults().stream().map(InvalidDocumentException.Fault::message).toList());
            }
        }

        private static List<String> excesses(OperationCost cost) {
            return cost.excesses().stream()
                    .map(excess ->
                            "its bound is %d %s, and @limits allows %d"
                                    .formatted(excess.bound(), excess.limit(), excess.maximum()))
                    .toList();
        }

        boolean runs() {
            return faults.isEmpty();
        }
    }
}

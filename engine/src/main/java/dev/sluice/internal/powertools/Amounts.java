// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import dev.sluice.telemetry.AdmittedOperation;
import dev.sluice.telemetry.Consumption;

import java.time.Duration;
import java.util.OptionalDouble;

/// Formats numbers for the log and the metrics.
final class Amounts {
    private static final double TENTHS_OF_A_MICROSECOND = 100;
    private static final double IN_A_MILLISECOND = 10_000;

    private static final double PARTS = 10_000;
    private static final double HUNDREDTHS = 100;

    private Amounts() {}

    /// Returns milliseconds, rounded to four decimals.
    static double milliseconds(Duration duration) {
        return Math.round(duration.toNanos() / TENTHS_OF_A_MICROSECOND) / IN_A_MILLISECOND;
    }

    /// Returns the consumed read and write units in percent of the bound, rounded to two decimals;
    /// empty if the bound has none.
    static OptionalDouble boundUsed(AdmittedOperation.Bound bound, Consumption consumed) {
        var most = bound.readUnits() + bound.writeUnits();
        var used = consumed.readUnits() + consumed.writeUnits();
        return most == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.round(used / most * PARTS) / HUNDREDTHS);
    }
}

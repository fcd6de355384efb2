// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.snapstart;

import dev.sluice.internal.policy.Deadline;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Repeats work until the JVM's compilers have little left to do for it.
///
/// A fixed number of repetitions would be too few for one schema, and wasted for another.
public final class Compilation {
    /// The part of a span for which the compilers may still work.
    private static final double LITTLE = 0.1;

    private final LongSupplier worked;
    private final Duration span;

    /// @param worked the milliseconds that the compilers have worked since the start of the JVM
    /// @param span for which the work is repeated before each look at the compilers
    Compilation(LongSupplier worked, Duration span) {
        this.worked = worked;
        this.span = span;
    }

    public static Compilation ofThisJvm() {
        return new Compilation(
                ManagementFactory.getCompilationMXBean()::getTotalCompilationTime,
                Duration.ofSeconds(1));
    }

    /// Runs the work at least once.
    ///
    /// @param deadline the work does not start again after it
    public void settle(Runnable work, Deadline deadline) {
        boolean settled;
        do {
            settled = isCompiled(work, deadline);
        } while (!settled && deadline.remaining().isPositive());
    }

    private boolean isCompiled(Runnable work, Deadline deadline) {
        var began = System.nanoTime();
        var before = worked.getAsLong();
        Duration passed;
        do {
            work.run();
            passed = Duration.ofNanos(System.nanoTime() - began);
        } while (passed.compareTo(span) < 0 && deadline.remaining().isPositive());
        return worked.getAsLong() - before <= LITTLE * passed.toMillis();
    }
}

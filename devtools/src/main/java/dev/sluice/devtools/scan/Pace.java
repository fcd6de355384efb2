// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.scan;

import dev.sluice.devtools.failure.Failure;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Limits what a command consumes, in capacity units per second. After a request that took more
/// than its share of a second, the next one waits. Safe for use by many threads.
public final class Pace {
    private static final double NANOS = Duration.ofSeconds(1).toNanos();
    private static final long BYTES_OF_A_UNIT = 8 * 1_024L;

    private final double unitsPerSecond;
    private final LongSupplier nanos;
    private final Sleeper sleeper;
    private long free;

    /// Waits.
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    Pace(double unitsPerSecond, LongSupplier nanos, Sleeper sleeper) {
        this.unitsPerSecond = unitsPerSecond;
        this.nanos = nanos;
        this.sleeper = sleeper;
        this.free = nanos.getAsLong();
    }

    /// @param unitsPerSecond may be infinite
    public static Pace of(double unitsPerSecond) {
        return new Pace(unitsPerSecond, System::nanoTime, Thread::sleep);
    }

    public boolean isLimited() {
        return Double.isFinite(unitsPerSecond);
    }

    public double unitsPerSecond() {
        return unitsPerSecond;
    }

    /// Waits until the requests before have been paid for.
    public synchronized void await() {
        var wait = free - nanos.getAsLong();
        if (wait > 0) {
            try {
                sleeper.sleep(Duration.ofNanos(wait));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.environment("Interrupted.");
            }
        }
    }

    /// @param units what a request consumed
    public synchronized void paid(double units) {
        if (isLimited()) {
            free = Math.max(free, nanos.getAsLong()) + (long) (units / unitsPerSecond * NANOS);
        }
    }

    /// Returns how many items may be read at once, so that they cost about what a second allows.
    int items(long bytesOfAnItem, int most) {
        if (!isLimited()) {
            return most;
        }
        var items = unitsPerSecond * BYTES_OF_A_UNIT / Math.max(1, bytesOfAnItem);
        return Math.clamp((long) items, 1, most);
    }
}

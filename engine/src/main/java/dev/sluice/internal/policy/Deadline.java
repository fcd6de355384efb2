// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import java.time.Duration;

/// The moment by which a request must be answered, on the monotonic clock.
public record Deadline(long nanoTime) {

    public static Deadline in(Duration remaining) {
        return new Deadline(System.nanoTime() + remaining.toNanos());
    }

    /// Returns the time that is left, never negative.
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }
}

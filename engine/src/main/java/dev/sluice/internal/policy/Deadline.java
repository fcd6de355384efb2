// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import java.time.Duration;

/// The moment by which a request must be answered, on the monotonic clock.
public record Deadline(long nanoTime) {
    /// Nothing gets less time than this, unless less is left.
    private static final Duration SHORTEST_SHARE = Duration.ofSeconds(1);

    public static Deadline in(Duration remaining) {
        return new Deadline(System.nanoTime() + remaining.toNanos());
    }

    /// Returns how long one attempt may take as a whole: an equal share of the time that is left,
    /// so that silence does not use up all of it. One more share is kept for the rest of the
    /// request.
    ///
    /// @param attempts how many there can be, including this one
    public Duration share(int attempts) {
        var remaining = remaining();
        var share = remaining.dividedBy(attempts + 1L);
        var atLeast = share.compareTo(SHORTEST_SHARE) < 0 ? SHORTEST_SHARE : share;
        return atLeast.compareTo(remaining) < 0 ? atLeast : remaining;
    }

    /// Returns the time that is left, never negative.
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }
}

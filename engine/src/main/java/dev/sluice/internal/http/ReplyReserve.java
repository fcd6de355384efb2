// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import java.time.Duration;

/// Keeps a part of each invocation's time for the reply and the telemetry. The first request keeps
/// more, because the classes that write them are not loaded yet, unless a snapshot was primed.
final class ReplyReserve {
    private static final Duration FIRST = Duration.ofSeconds(2);

    /// The first request does not keep more than this part of its time.
    private static final int FIRST_PART = 4;

    private final Duration reserve;
    private volatile boolean hasAnswered;

    ReplyReserve(Duration reserve) {
        this.reserve = reserve;
    }

    /// Returns the time until the request must be executed, never negative.
    ///
    /// @param remaining the time that the invocation has left
    Duration usable(Duration remaining) {
        var usable = remaining.minus(hasAnswered ? reserve : first(remaining));
        return usable.isNegative() ? Duration.ZERO : usable;
    }

    private Duration first(Duration remaining) {
        var part = remaining.dividedBy(FIRST_PART);
        var first = part.compareTo(FIRST) < 0 ? part : FIRST;
        return first.compareTo(reserve) < 0 ? reserve : first;
    }

    /// A reply was written and reported.
    void answered() {
        hasAnswered = true;
    }
}

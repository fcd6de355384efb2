// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.breaker;

import java.time.Duration;

/// What a call showed about the thing that was called.
public enum Outcome {
    /// It works: it answered, even if the answer was a refusal.
    ANSWERED,
    /// It does not work: it failed, or did not answer in time.
    FAILED,
    /// The call ended for another reason.
    UNDECIDED;

    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(1);

    /// Returns the outcome of a call that got no answer in its time. A call that had less than a
    /// second shows nothing, because the time may have been used up by others.
    ///
    /// @param given the time that the call had; on a busy machine, it takes longer to end
    /// @param began the start, from `System.nanoTime`
    public static Outcome ofSilence(Duration given, long began) {
        var waited = Duration.ofNanos(System.nanoTime() - began);
        return given.compareTo(SHORTEST_SILENCE) < 0 || waited.compareTo(SHORTEST_SILENCE) < 0
                ? UNDECIDED
                : FAILED;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.breaker;

/// What a call showed about the thing that was called.
public enum Outcome {
    /// It works: it answered, even if the answer was a refusal.
    ANSWERED,
    /// It does not work: it failed, or did not answer in time.
    FAILED,
    /// The call ended for another reason.
    UNDECIDED;

    private static final long SHORTEST_SILENCE = 1_000_000_000L;

    /// Returns the outcome of a call that got no answer in its time. A call that had less than a
    /// second shows nothing, because the time may have been used up by others.
    ///
    /// @param began the start, from `System.nanoTime`
    public static Outcome ofSilence(long began) {
        return System.nanoTime() - began < SHORTEST_SILENCE ? UNDECIDED : FAILED;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

/// The duration of one start, in milliseconds.
///
/// @param ready until the instance asked for work
/// @param reply from then until the first reply
record Sample(double ready, double reply) {
    private static final double NANOS_PER_MILLI = 1e6;

    /// @param start of the instance
    /// @param ready when it asked for work
    /// @param end of the first reply; all from [System#nanoTime]
    static Sample of(long start, long ready, long end) {
        return new Sample((ready - start) / NANOS_PER_MILLI, (end - ready) / NANOS_PER_MILLI);
    }

    double total() {
        return ready + reply;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// The answers that arrived, by time.
final class Outcomes {
    private static final long SLICE_NANOS = 100_000_000;
    private static final int SLICES_OF_A_SECOND = 10;

    private final Map<Long, Integer> good = new HashMap<>();
    private final Map<String, Integer> failed = new TreeMap<>();

    synchronized void good(long nanoTime) {
        good.merge(nanoTime / SLICE_NANOS, 1, Integer::sum);
    }

    /// @param what the status and the code
    synchronized void failed(String what) {
        failed.merge(what, 1, Integer::sum);
    }

    /// Returns how many good answers arrived in a second, between two times of [System#nanoTime].
    synchronized double goodput(long from, long to) {
        var sum = 0;
        for (var slice = from / SLICE_NANOS; slice < to / SLICE_NANOS; slice++) {
            sum += good.getOrDefault(slice, 0);
        }
        return sum
                * (double) SLICES_OF_A_SECOND
                / Math.max(1, to / SLICE_NANOS - from / SLICE_NANOS);
    }

    /// Returns the seconds until the first second in which at least so many good answers arrived,
    /// or -1 if there is none.
    synchronized double recovery(long from, long to, double goodput) {
        var second = SLICE_NANOS * SLICES_OF_A_SECOND;
        for (var start = from; start + second <= to; start += SLICE_NANOS) {
            if (goodput(start, start + second) >= goodput) {
                return (start - from) / (double) second;
            }
        }
        return -1;
    }

    /// Returns how many requests failed, by status and code.
    synchronized Map<String, Integer> failed() {
        return new TreeMap<>(failed);
    }
}

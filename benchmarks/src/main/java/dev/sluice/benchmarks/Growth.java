// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import java.util.List;
import java.util.function.ToLongFunction;

/// How much a number grew from the first third of its readings to the last third.
///
/// @param from the median of the first third
/// @param to the median of the last third
/// @param margin what is no growth
record Growth(String what, long from, long to, long margin) {
    private static final int THIRD = 3;
    private static final long MIB = 1 << 20;

    /// The share of the heap that is no growth: the sizes of tables in memory go up in steps.
    private static final int HEAP_PART = 20;

    private static final long HEAP_LEAST = MIB;

    /// A pool may have one or two more at one moment than at another.
    private static final long FEW = 2;

    /// @param readings at least three
    static List<Growth> of(List<Vitals> readings) {
        var heap = of("heap", readings, Vitals::heap, 0);
        return List.of(
                new Growth("heap", heap.from, heap.to, Math.max(HEAP_LEAST, heap.from / HEAP_PART)),
                of("threads", readings, Vitals::threads, FEW),
                of("descriptors", readings, Vitals::descriptors, FEW));
    }

    private static Growth of(
            String what, List<Vitals> readings, ToLongFunction<Vitals> value, long margin) {
        var third = readings.size() / THIRD;
        return new Growth(
                what,
                median(readings.subList(0, third), value),
                median(readings.subList(readings.size() - third, readings.size()), value),
                margin);
    }

    private static long median(List<Vitals> readings, ToLongFunction<Vitals> value) {
        var sorted = readings.stream().mapToLong(value).sorted().toArray();
        return sorted[(sorted.length - 1) / 2];
    }

    boolean isTooMuch() {
        return to - from > margin;
    }

    @Override
    public String toString() {
        return "%s: %,d in the first third, %,d in the last third, %+,d; at most %+,d: %s"
                .formatted(
                        what, from, to, to - from, margin, isTooMuch() ? "IT GROWS" : "it is flat");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

class GrowthTest {
    private static final long MIB = 1 << 20;

    @Test
    void what_goes_up_and_down_is_flat() {
        var growths = growths(reading -> new Vitals(15 * MIB + reading % 2, 24 + reading % 2, 87));

        assertThat(growths).hasSize(3).noneMatch(Growth::isTooMuch);
    }

    @Test
    void what_grows_a_little_in_each_reading_grows() {
        var growths =
                growths(reading -> new Vitals(15 * MIB + reading * MIB / 10, 24 + reading, 87));

        assertThat(growths)
                .filteredOn(Growth::isTooMuch)
                .extracting(Growth::what)
                .containsExactly("heap", "threads");
    }

    private static List<Growth> growths(IntFunction<Vitals> reading) {
        return Growth.of(IntStream.range(0, 30).mapToObj(reading).toList());
    }
}

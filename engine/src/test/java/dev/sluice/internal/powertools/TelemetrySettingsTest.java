// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

class TelemetrySettingsTest {

    @Test
    void about_the_given_part_of_the_requests_is_sampled() {
        assertThat(sampled(0.1)).isCloseTo(10_000, Percentage.withPercentage(10));
        assertThat(sampled(0.5)).isCloseTo(50_000, Percentage.withPercentage(3));
    }

    @Test
    void all_are_sampled_at_1_and_none_at_0() {
        assertThat(sampled(1)).isEqualTo(100_000);
        assertThat(sampled(0)).isZero();
    }

    private static long sampled(double rate) {
        var settings = new TelemetrySettings(Duration.ZERO, rate);
        return Stream.generate(() -> UUID.randomUUID().toString())
                .limit(100_000)
                .filter(settings::samples)
                .count();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class PaceTest {
    private final AtomicLong now = new AtomicLong();
    private final Pace pace = new Pace(10, now::get, duration -> now.addAndGet(duration.toNanos()));

    @Test
    void a_request_waits_until_the_units_before_are_paid_for() {
        pace.await();
        pace.paid(25);
        pace.await();
        assertThat(now.get()).isEqualTo(Duration.ofMillis(2_500).toNanos());

        pace.paid(5);
        now.addAndGet(Duration.ofSeconds(60).toNanos());
        pace.await();
        pace.paid(10);
        pace.await();
        assertThat(now.get()).isEqualTo(Duration.ofMillis(63_500).toNanos());
    }

    @Test
    void a_page_costs_about_what_a_second_allows() {
        assertThat(pace.items(1_024, 10_000)).isEqualTo(80);
        assertThat(pace.items(400 * 1_024, 10_000)).isEqualTo(1);
        assertThat(Pace.of(Double.POSITIVE_INFINITY).items(1_024, 10_000)).isEqualTo(10_000);
    }

    @Test
    void without_a_limit_nothing_waits() {
        var free =
                new Pace(
                        Double.POSITIVE_INFINITY,
                        now::get,
                        duration -> {
                            throw new AssertionError("waits");
                        });
        free.paid(1_000);
        free.await();
        assertThat(free.isLimited()).isFalse();
    }
}

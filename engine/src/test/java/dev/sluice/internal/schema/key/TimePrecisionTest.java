// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

class TimePrecisionTest {
    @ParameterizedTest
    @CsvSource({
        "DAYS, 2026-01-02T03:04:05.678999Z, 2026-01-02",
        "DAYS, 1969-12-31T23:59:59.999Z, 1969-12-31",
        "SECONDS, 2026-01-02T03:04:05.678999Z, 2026-01-02T03:04:05Z",
        "SECONDS, 1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59Z",
        "MILLISECONDS, 2026-01-02T03:04:05Z, 2026-01-02T03:04:05.000Z",
        "MILLISECONDS, 2026-01-02T03:04:05.678999Z, 2026-01-02T03:04:05.678Z",
        "MILLISECONDS, 1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
        "MILLISECONDS, 0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
        "MILLISECONDS, 9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z"
    })
    void a_text_is_as_precise_as_its_unit(TimePrecision precision, Instant time, String text) {
        assertThat(precision.text(time)).isEqualTo(text);
        assertThat(precision.exact(text)).contains(precision.truncated(time));
    }

    @ParameterizedTest
    @CsvSource({
        "DAYS, 2026-01-02T00:00:00Z",
        "DAYS, 2026-1-2",
        "DAYS, 2026-02-30",
        "SECONDS, 2026-01-02T03:04:05.000Z",
        "SECONDS, 2026-01-02T03:04:05+00:00",
        "SECONDS, 2026-01-02",
        "MILLISECONDS, 2026-01-02T03:04:05Z",
        "MILLISECONDS, 2026-01-02T03:04:05.1234Z",
        "MILLISECONDS, never"
    })
    void a_text_of_another_form_is_no_exact_text(TimePrecision precision, String text) {
        assertThat(precision.exact(text)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void texts_and_their_positions_have_the_order_of_times(TimePrecision precision) {
        var times =
                Stream.of(
                                "0000-01-01T00:00:00Z",
                                "1969-12-31T23:59:59.999Z",
                                "1970-01-01T00:00:00Z",
                                "1970-01-01T00:00:00.001Z",
                                "1970-01-01T00:00:01Z",
                                "1970-01-02T00:00:00Z",
                                "9999-12-31T00:00:00Z")
                        .map(Instant::parse)
                        .toList();
        for (var stored : times) {
            for (var asked : times) {
                var held = precision.truncated(stored);
                assertThat(Integer.signum(held.compareTo(asked)))
                        .isEqualTo(
                                Integer.signum(
                                        precision
                                                .text(stored)
                                                .compareTo(precision.position(asked))));
            }
        }
    }

    @Test
    void a_count_is_exact_and_gives_the_time_again() {
        var time = Instant.parse("1969-12-31T23:59:58.123Z");

        assertThat(TimePrecision.SECONDS.count(time)).isEqualByComparingTo("-1.877");
        assertThat(TimePrecision.MILLISECONDS.count(time)).isEqualByComparingTo("-1877");
        assertThat(TimePrecision.MILLISECONDS.after(new BigDecimal("-1877"))).isEqualTo(time);
        assertThatThrownBy(() -> TimePrecision.MILLISECONDS.after(new BigDecimal("0.5")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_year_without_four_digits_has_no_text() {
        for (var time :
                List.of(
                        Instant.MAX,
                        Instant.parse("-0001-12-31T23:59:59.999Z"),
                        Instant.parse("+10000-01-01T00:00:00Z"))) {
            assertThat(TimePrecision.MILLISECONDS.isExact(time)).isFalse();
            assertThatThrownBy(() -> TimePrecision.MILLISECONDS.text(time))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}

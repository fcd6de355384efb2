// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

class TimeTextTest {
    private static final DateTimeFormatter SECONDS = formatter("uuuu-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter MILLISECONDS = formatter("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC);
    }

    private static void holds(Instant time) {
        assertThat(TimeText.seconds(time)).isEqualTo(SECONDS.format(time));
        assertThat(TimeText.milliseconds(time)).isEqualTo(MILLISECONDS.format(time));
        assertThat(TimeText.read(TimeText.seconds(time)))
                .isEqualTo(Instant.parse(SECONDS.format(time)));
        assertThat(TimeText.read(TimeText.milliseconds(time)))
                .isEqualTo(Instant.parse(MILLISECONDS.format(time)));
    }

    @Test
    void it_reads_and_writes_what_the_formatters_do() {
        var random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            var seconds = random.nextLong(FIRST.getEpochSecond(), LAST.getEpochSecond());
            holds(Instant.ofEpochSecond(seconds, random.nextInt(1_000_000_000)));
        }
        holds(FIRST);
        holds(LAST);
        holds(Instant.EPOCH);
        holds(Instant.parse("2024-02-29T23:59:59Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-20",
                "2026-11-20T12:00:00",
                "2026-11-20t12:00:00z",
                "2026-11-20T12:00:00.0Z",
                "2026-11-20T12:00:00+0",
                "2026-02-30T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-11-20T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "２026-11-20T12:00:00Z"
            })
    void it_leaves_all_other_texts_to_the_parser(String text) {
        assertThat(TimeText.read(text)).isNull();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Reads and writes times as Sluice stores them: `2026-11-20T12:00:00Z`, or with three decimals. A
/// formatter takes much longer, and every item of a list can have times.
final class TimeText {
    private static final String SECONDS = "0000-00-00T00:00:00Z";
    private static final String MILLISECONDS = "0000-00-00T00:00:00.000Z";
    private static final int NANOS_OF_A_MILLISECOND = 1_000_000;
    private static final int LAST_SECOND = 59;

    private TimeText() {}

    /// Returns null for a text of another form, and for one that is no time.
    static @Nullable Instant read(String text) {
        var hasDecimals = text.length() == MILLISECONDS.length();
        if (!hasForm(text, hasDecimals ? MILLISECONDS : SECONDS)
                || number(text, 17, 19) > LAST_SECOND) {
            return null;
        }
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 5, 7),
                            number(text, 8, 10),
                            number(text, 11, 13),
                            number(text, 14, 16),
                            number(text, 17, 19),
                            hasDecimals ? number(text, 20, 23) * NANOS_OF_A_MILLISECOND : 0)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /// @param form has a zero for each digit
    private static boolean hasForm(String text, String form) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            var character = text.charAt(i);
            if (form.charAt(i) == '0'
                    ? character < '0' || character > '9'
                    : character != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /// @param time in the years 0 to 9999
    static String seconds(Instant time) {
        return dateAndTime(time.atOffset(ZoneOffset.UTC)).append('Z').toString();
    }

    /// @param time in the years 0 to 9999
    static String milliseconds(Instant time) {
        var utc = time.atOffset(ZoneOffset.UTC);
        var text = dateAndTime(utc).append('.');
        return append(text, utc.getNano() / NANOS_OF_A_MILLISECOND, 3).append('Z').toString();
    }

    private static StringBuilder dateAndTime(OffsetDateTime time) {
        var text = new StringBuilder(MILLISECONDS.length());
        append(text, time.getYear(), 4).append('-');
        append(text, time.getMonthValue(), 2).append('-');
        append(text, time.getDayOfMonth(), 2).append('T');
        append(text, time.getHour(), 2).append(':');
        append(text, time.getMinute(), 2).append(':');
        return append(text, time.getSecond(), 2);
    }

    private static StringBuilder append(StringBuilder text, int number, int digits) {
        if (digits > 1) {
            append(text, number / 10, digits - 1);
        }
        return text.append((char) ('0' + number % 10));
    }
}

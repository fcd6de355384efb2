// SPDX-License-Identifier: Apache-2.0
package dev.sluice.ranges;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Values at the limits of keys: of texts, of sizes, of numbers and of the calendar.
final class Values {
    static final Comparator<String> BYTES =
            (one, other) ->
                    Arrays.compareUnsigned(
                            one.getBytes(StandardCharsets.UTF_8),
                            other.getBytes(StandardCharsets.UTF_8));
    static final Comparator<String> LOWERED =
            Comparator.comparing(text -> text.toLowerCase(Locale.ROOT), BYTES);
    static final Comparator<String> NUMBERS = Comparator.comparing(BigDecimal::new);
    static final Comparator<String> TIMES = Comparator.comparing(Instant::parse);
    private static final List<String> PIECES =
            List.of(
                    "a", "B", "b", "É", "#", "$", "%", "~", "!", " ", "\0", "é", "\uD7FF", "\uE000",
                    "\uFFFF", "😀");
    private static final List<String> NUMBERS_ASKED =
            List.of(
                    "0",
                    "1",
                    "-1",
                    "10",
                    "10.9",
                    "-0.5",
                    "0.1",
                    "9.99999999999999999999999999999999999",
                    "1E125",
                    "-1E125",
                    "1E-130",
                    "-1E-130",
                    "2147483647",
                    "2147483647.5",
                    "-2147483648.1");
    private static final List<Integer> INTEGERS =
            List.of(0, 1, -1, 2, 9, 10, 11, 2147483647, -2147483648);
    private static final List<String> SECONDS =
            List.of(
                    "0000-01-01T00:00:00",
                    "1899-12-31T23:59:59",
                    "1969-12-31T23:59:58",
                    "1969-12-31T23:59:59",
                    "1970-01-01T00:00:00",
                    "1970-01-01T00:00:10",
                    "2026-11-20T12:00:00",
                    "9999-12-31T23:59:59");
    private static final List<String> MILLISECONDS = List.of("", ".001", ".123", ".999");
    private static final List<String> FINER =
            List.of("", ".0005", ".1230001", ".123", ".999999999", ".9", ".000000001");

    private Values() {}

    static String text(Random random, int longest) {
        var text = new StringBuilder();
        for (int length = random.nextInt(longest + 1); length > 0; length--) {
            text.append(any(PIECES, random));
        }
        return text.toString();
    }

    /// Returns a value that is never empty, and sometimes about as long as a lone sort key can be.
    ///
    /// @param most the maximum length in bytes
    static String key(Random random, int most) {
        String text;
        do {
            text = (random.nextInt(8) == 0 ? "b".repeat(1_021) : "") + text(random, 3);
        } while (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > most);
        return text;
    }

    /// Returns a text that may be empty, and sometimes has this many bytes and a few more.
    static String longText(Random random, int bytes) {
        return (random.nextInt(8) == 0 ? "b".repeat(bytes) : "") + text(random, 3);
    }

    static String integer(Random random) {
        return any(INTEGERS, random).toString();
    }

    static String natural(Random random) {
        var natural = any(INTEGERS, random);
        return natural < 0 ? natural(random) : natural.toString();
    }

    static String number(Random random) {
        return any(NUMBERS_ASKED, random);
    }

    static String second(Random random) {
        return any(SECONDS, random) + "Z";
    }

    static String day(Random random) {
        return any(SECONDS, random).substring(0, 10) + "T00:00:00Z";
    }

    static String sinceEpoch(Random random) {
        return "%d-11-20T12:00:00.%03dZ".formatted(1970 + random.nextInt(40), random.nextInt(3));
    }

    static String millisecond(Random random) {
        return any(SECONDS, random) + any(MILLISECONDS, random) + "Z";
    }

    static String time(Random random) {
        return any(SECONDS, random) + any(FINER, random) + "Z";
    }

    static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}

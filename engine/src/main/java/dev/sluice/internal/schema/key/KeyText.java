// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/// Values as text in keys, in an order that DynamoDB keeps.
public final class KeyText {
    /// The largest sort key, in bytes of UTF-8.
    ///
    /// Source: Amazon DynamoDB Developer Guide, "Quotas and limits", "Sort key length".
    static final int MAX_SORT_KEY_BYTES = 1_024;

    static final char ESCAPE = '%';

    /// Behind `#` and whatever else can follow the text of an instant in a key, but below the text
    /// of the next instant.
    private static final String BEHIND = "~";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String LEAST = "\0";
    private static final Instant FIRST_YEAR = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant AFTER_LAST_YEAR = Instant.parse("+10000-01-01T00:00:00Z");
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private KeyText() {}

    /// The value as a segment of a composed key holds it: every character up to and including `%`
    /// becomes `%` and two upper-case hexadecimal digits.
    ///
    /// Different values give different texts, in the same byte order, and one starts with another
    /// exactly when the values do. No text holds `#`, which separates segments, or `$`, which
    /// follows it.
    ///
    /// @throws IllegalArgumentException for an unpaired surrogate, which has no UTF-8 form
    public static String escape(String value) {
        var text = new StringBuilder(value.length());
        value.codePoints()
                .forEach(c -> {
                    if (c <= ESCAPE) {
                        text.append(ESCAPE).append(HEX.toHexDigits((byte) c));
                    } else if (Character.getType(c) == Character.SURROGATE) {
                        throw new IllegalArgumentException(
                                "an unpaired surrogate has no place in a key");
                    } else {
                        text.appendCodePoint(c);
                    }
                });
        return text.toString();
    }

    /// The value that `escape` makes this text of, or empty where it makes it of none.
    public static Optional<String> unescape(String text) {
        var value = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ESCAPE) {
                return Optional.empty();
            }
            if (c > ESCAPE) {
                value.append(c);
                continue;
            }
            int escaped = escaped(text, i + 1);
            if (escaped < 0) {
                return Optional.empty();
            }
            value.append((char) escaped);
            i += 2;
        }
        return Optional.of(value.toString());
    }

    /// The character of the two digits at `start`, or -1 where `escape` writes no such digits.
    private static int escaped(String text, int start) {
        if (start + 2 > text.length()) {
            return -1;
        }
        String digits = text.substring(start, start + 2);
        if (!digits.chars().allMatch(HexFormat::isHexDigit)) {
            return -1;
        }
        int escaped = HexFormat.fromHexDigits(digits);
        return escaped <= ESCAPE && HEX.toHexDigits((byte) escaped).equals(digits) ? escaped : -1;
    }

    /// Whether `of` is the value itself, and not cut off. No stored key is equal to any other.
    public static boolean isExact(Object value) {
        return !(value instanceof Instant instant)
                || (isInCalendar(instant)
                        && instant.truncatedTo(ChronoUnit.MILLIS).equals(instant));
    }

    /// The text that stands among those of `of` where the value itself would: for an instant that
    /// is finer than they are, right behind the text of the one that it is cut off to.
    ///
    /// @throws IllegalArgumentException as `of`
    public static String position(Object value) {
        return isExact(value) ? of(value) : of(value) + BEHIND;
    }

    /// The unescaped text of a value in a key: a `String` as it is, an `Instant` in RFC 3339, UTC,
    /// with exactly three decimals, further ones cut off.
    ///
    /// @throws IllegalArgumentException for any other type, and for an instant outside the years 0
    ///   to 9999, whose text would sort wrongly
    public static String of(Object value) {
        return switch (value) {
            case String text -> text;
            case Instant instant when isInCalendar(instant) -> MILLISECONDS.format(instant);
            default ->
                    throw new IllegalArgumentException(
                            "a key has no text for this " + value.getClass().getSimpleName());
        };
    }

    /// Whether an instant is in the years 0 to 9999, in UTC.
    public static boolean isInCalendar(Instant instant) {
        return !instant.isBefore(FIRST_YEAR) && instant.isBefore(AFTER_LAST_YEAR);
    }

    /// Compares as DynamoDB compares attributes of type S: by the bytes of their UTF-8 form, which
    /// is the order of code points. `String.compareTo` differs where surrogates meet U+E000 to
    /// U+FFFF.
    ///
    /// Source: Amazon DynamoDB Developer Guide, "Data types", "String".
    public static int compareUtf8(String left, String right) {
        return Utf8Order.compare(left, right);
    }

    /// The greatest of all sort keys below this text: between the two there is no other of at most
    /// 1,024 bytes, which is what DynamoDB allows.
    ///
    /// @throws IllegalArgumentException for the empty text, which is below all others
    public static String below(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("no key is below the empty text");
        }
        return Utf8Order.greatestBelow(text, MAX_SORT_KEY_BYTES);
    }

    /// The least of all sort keys from this text on; empty where all are below it.
    public static Optional<String> leastFrom(String text) {
        return Utf8Order.leastFrom(text.isEmpty() ? LEAST : text, MAX_SORT_KEY_BYTES);
    }
}

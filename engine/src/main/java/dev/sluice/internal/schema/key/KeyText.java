// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Converts values to text in keys, in an order that DynamoDB keeps.
public final class KeyText {
    /// The largest sort key, in bytes of UTF-8.
    ///
    /// Source: Amazon DynamoDB Developer Guide, "Quotas and limits", "Sort key length".
    static final int MAX_SORT_KEY_BYTES = 1_024;

    static final char ESCAPE = '%';

    /// Sorts after every separator, so after everything that can follow the text of a time or a
    /// number in a key. It is never escaped.
    static final String BEHIND = "\u007F";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String LEAST = "\0";
    private static final Instant FIRST_YEAR = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant AFTER_LAST_YEAR = Instant.parse("+10000-01-01T00:00:00Z");

    private KeyText() {}

    /// Escapes the value for a segment of a composed key: each character up to and including `%`,
    /// and the separator, becomes `%` and two upper-case hexadecimal digits.
    ///
    /// Different values give different texts. One text starts with another exactly if the same
    /// holds for the values. No text contains the separator. If the separator is `#` or below, no
    /// text contains the character after it either, and texts have the byte order of their values.
    ///
    /// @throws IllegalArgumentException for an unpaired surrogate, which has no UTF-8 form
    static String escape(String value, char separator) {
        var text = new StringBuilder(value.length());
        value.codePoints()
                .forEach(c -> {
                    if (c <= ESCAPE || c == separator) {
                        text.append(ESCAPE).append(HEX.toHexDigits((byte) c));
                    } else if (Character.getType(c) == Character.SURROGATE) {
                        throw unpaired();
                    } else {
                        text.appendCodePoint(c);
                    }
                });
        return text.toString();
    }

    /// Returns the value for which `escape` returns this text, or empty if there is none.
    static Optional<String> unescape(String text, char separator) {
        var value = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ESCAPE || c == separator) {
                return Optional.empty();
            }
            if (c > ESCAPE) {
                value.append(c);
                continue;
            }
            int escaped = escaped(text, i + 1, separator);
            if (escaped < 0) {
                return Optional.empty();
            }
            value.append((char) escaped);
            i += 2;
        }
        return Optional.of(value.toString());
    }

    /// Returns the character of the two digits at `start`, or -1 if `escape` never writes these
    /// digits.
    private static int escaped(String text, int start, char separator) {
        if (start + 2 > text.length()) {
            return -1;
        }
        String digits = text.substring(start, start + 2);
        if (!digits.chars().allMatch(HexFormat::isHexDigit)) {
            return -1;
        }
        int escaped = HexFormat.fromHexDigits(digits);
        return (escaped <= ESCAPE || escaped == separator)
                        && HEX.toHexDigits((byte) escaped).equals(digits)
                ? escaped
                : -1;
    }

    /// Returns the value itself.
    ///
    /// @throws IllegalArgumentException for an unpaired surrogate, which has no UTF-8 form
    static String paired(String value) {
        if (value.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw unpaired();
        }
        return value;
    }

    private static IllegalArgumentException unpaired() {
        return new IllegalArgumentException("an unpaired surrogate has no place in a key");
    }

    static List<String> split(String key, char separator) {
        var parts = new ArrayList<String>();
        int start = 0;
        for (int end = key.indexOf(separator); end >= 0; end = key.indexOf(separator, start)) {
            parts.add(key.substring(start, end));
            start = end + 1;
        }
        parts.add(key.substring(start));
        return parts;
    }

    /// Returns whether the character is in the text of a time, and is not one of its digits.
    static boolean punctuates(char character, String time) {
        return !Character.isDigit(character) && time.indexOf(character) >= 0;
    }

    /// Returns whether an instant is in the years 0 to 9999, in UTC.
    public static boolean isInCalendar(Instant instant) {
        return !instant.isBefore(FIRST_YEAR) && instant.isBefore(AFTER_LAST_YEAR);
    }

    /// Compares as DynamoDB compares attributes of type S: by the bytes of their UTF-8 form, which
    /// is the order of code points. `String.compareTo` orders surrogates and U+E000 to U+FFFF
    /// differently.
    ///
    /// Source: Amazon DynamoDB Developer Guide, "Data types", "String".
    public static int compareUtf8(String left, String right) {
        return Utf8Order.compare(left, right);
    }

    /// Returns the greatest sort key below this text, among all texts of at most 1,024 bytes, which
    /// is DynamoDB's limit.
    ///
    /// @throws IllegalArgumentException for the empty text, because no text is below it
    public static String below(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("no key is below the empty text");
        }
        return Utf8Order.greatestBelow(text, MAX_SORT_KEY_BYTES);
    }

    /// Returns the greatest sort key that starts with this text.
    public static String last(String prefix) {
        return Utf8Order.padded(prefix, MAX_SORT_KEY_BYTES);
    }

    /// Returns the least sort key above this one; empty if all are below it.
    public static Optional<String> above(String key) {
        return leastFrom(key + LEAST);
    }

    /// Returns the least sort key that is equal to or above this text; empty if all are below it.
    public static Optional<String> leastFrom(String text) {
        return Utf8Order.leastFrom(text.isEmpty() ? LEAST : text, MAX_SORT_KEY_BYTES);
    }
}

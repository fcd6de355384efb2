// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.List;

/// Numbers in keys, with zeros before them.
final class Digits {
    /// A bound with more digits is no longer exact in a schema.
    private static final int MOST_DIGITS = 15;

    /// Shorter numbers of one length may have none of their zeros seen only by chance.
    private static final int SURE_WITHOUT_ZEROS = 4;

    private static final int DIGITS_OF_AN_INT = 10;

    private Digits() {}

    /// Returns the number of digits that all the texts have, or 0 if they are not numbers with
    /// zeros.
    static int width(List<String> texts) {
        var width = texts.getFirst().length();
        var isOne =
                width <= MOST_DIGITS
                        && texts.stream()
                                .allMatch(text -> text.length() == width && areDigits(text));
        return isOne && texts.stream().anyMatch(Digits::isPadded) ? width : 0;
    }

    /// Returns the same, but 0 if no text starts with a zero.
    static int padded(List<String> texts) {
        return texts.stream().anyMatch(text -> text.startsWith("0")) ? width(texts) : 0;
    }

    /// Returns where the digits of a number begin that ends the text, or -1 if it does not.
    static int start(String text, AttributeValue number) {
        var start = text.length();
        while (start > 0 && isDigit(text.charAt(start - 1))) {
            start--;
        }
        var digits = text.substring(start);
        return isPadded(digits) && equal(digits, number) ? start : -1;
    }

    static boolean equal(String digits, @Nullable AttributeValue number) {
        return number != null
                && number.n() != null
                && areDigits(digits)
                && new BigDecimal(digits).compareTo(new BigDecimal(number.n())) == 0;
    }

    /// Returns the constraint that a field needs for keys with so many digits, or null if it needs
    /// none.
    static @Nullable String constraint(String type, int width) {
        return switch (type) {
            case "Int" ->
                    width >= DIGITS_OF_AN_INT ? "min: 0" : "min: 0, max: " + "9".repeat(width);
            case "Decimal" -> "min: 0, max: " + "9".repeat(width);
            default -> null;
        };
    }

    private static boolean isPadded(String digits) {
        return digits.length() >= SURE_WITHOUT_ZEROS
                || (digits.length() > 1 && digits.startsWith("0"));
    }

    private static boolean areDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(Digits::isDigit);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}

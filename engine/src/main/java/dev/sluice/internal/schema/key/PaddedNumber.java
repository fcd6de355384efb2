// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// A whole number with zeros before it, so that texts have the order of their numbers. A time is
/// the number of its units since 1970.
///
/// @param width the number of digits
/// @param time the precision of a time, or null for a number
public record PaddedNumber(int width, @Nullable TimePrecision time) implements ValueForm {
    private static final String BELOW_ALL = "/";
    private static final String ABOVE_ALL = KeyText.BEHIND;

    /// Returns the form for the numbers of a field, or for its times.
    public PaddedNumber of(@Nullable TimePrecision precision) {
        return new PaddedNumber(width, precision);
    }

    /// Returns whether the whole number has a text.
    public boolean holds(BigDecimal number) {
        return number.signum() >= 0 && number.compareTo(BigDecimal.TEN.pow(width)) < 0;
    }

    @Override
    public @Nullable String exact(Object value) {
        var number = number(value);
        return holds(number) && number.stripTrailingZeros().scale() <= 0 ? digits(number) : null;
    }

    @Override
    public String position(Object value) {
        var number = number(value);
        if (!holds(number)) {
            return number.signum() < 0 ? BELOW_ALL : ABOVE_ALL;
        }
        var digits = digits(number);
        return number.stripTrailingZeros().scale() <= 0 ? digits : digits + KeyText.BEHIND;
    }

    private BigDecimal number(Object value) {
        return time != null && value instanceof Instant instant
                ? time.count(instant)
                : new BigDecimal(value.toString());
    }

    private String digits(BigDecimal number) {
        var digits = number.setScale(0, RoundingMode.FLOOR).toBigInteger().toString();
        return "0".repeat(width - digits.length()) + digits;
    }

    @Override
    public Optional<Object> value(String text) {
        if (text.length() != width || !areDigits(text)) {
            return Optional.empty();
        }
        var number = new BigDecimal(new BigInteger(text));
        if (time == null) {
            return Optional.of(number);
        }
        try {
            return Optional.<Object>of(time.after(number))
                    .filter(instant -> KeyText.isInCalendar((Instant) instant));
        } catch (ArithmeticException | DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public boolean contains(char character) {
        return false;
    }

    @Override
    public boolean isFixedWidth() {
        return true;
    }

    @Override
    public boolean isValueItself() {
        return false;
    }

    @Override
    public boolean canStart(String start) {
        return areDigits(start.substring(0, Math.min(width, start.length())));
    }

    private static boolean areDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// How precisely a time is stored: as text in UTC, or as a number of units since 1970.
///
/// All texts of a precision have the same length, and the order of their times. The times must be
/// in the years 0 to 9999.
public enum TimePrecision {
    /// `2026-11-20`
    DAYS(ChronoUnit.DAYS, "uuuu-MM-dd", 0),
    /// `2026-11-20T12:00:00Z`
    SECONDS(ChronoUnit.SECONDS, "uuuu-MM-dd'T'HH:mm:ss'Z'", 0),
    /// `2026-11-20T12:00:00.000Z`
    MILLISECONDS(ChronoUnit.MILLIS, "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", 3);

    private static final String MIDNIGHT = "T00:00:00Z";
    private static final int NANO_DIGITS = 9;

    private final ChronoUnit unit;
    private final DateTimeFormatter format;
    private final int decimals;

    TimePrecision(ChronoUnit unit, String pattern, int decimals) {
        this.unit = unit;
        this.format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
        this.decimals = decimals;
    }

    public Instant truncated(Instant time) {
        return time.truncatedTo(unit);
    }

    /// Returns whether a stored time can equal this one.
    public boolean isExact(Instant time) {
        return KeyText.isInCalendar(time) && truncated(time).equals(time);
    }

    /// Returns the text of the time. A time that is more precise is truncated.
    ///
    /// @throws IllegalArgumentException for a time outside the years 0 to 9999
    public String text(Instant time) {
        if (!KeyText.isInCalendar(time)) {
            throw new IllegalArgumentException("no text has this time");
        }
        return format.format(time);
    }

    /// Returns a text that sorts among all texts as the time does among their times.
    ///
    /// @throws IllegalArgumentException as `text`
    public String position(Instant time) {
        return isExact(time) ? text(time) : text(time) + KeyText.BEHIND;
    }

    /// Returns the time with exactly this text, or empty if there is none.
    public Optional<Instant> exact(String text) {
        return time(text).filter(time -> isExact(time) && text(time).equals(text));
    }

    /// Returns the time that the text has in any form of RFC 3339, truncated, or empty if there is
    /// none. A day has one form.
    public Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(this == DAYS ? text + MIDNIGHT : text))
                    .map(this::truncated);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// Returns the units since 1970, as precise as the time is.
    ///
    /// @throws IllegalStateException for days, which are not counted
    public BigDecimal count(Instant time) {
        requireCounted();
        return BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano(), NANO_DIGITS))
                .scaleByPowerOfTen(decimals);
    }

    /// Returns the time that is so many units after the start of 1970.
    ///
    /// @throws ArithmeticException if it is not a whole number of units, or too large
    /// @throws DateTimeException if it is too large
    public Instant after(BigDecimal count) {
        requireCounted();
        long whole = count.longValueExact();
        return this == SECONDS ? Instant.ofEpochSecond(whole) : Instant.ofEpochMilli(whole);
    }

    /// Returns a time for each number, which differs from those of all other numbers.
    ///
    /// @param number not negative
    public Instant any(int number) {
        return Instant.EPOCH.plus(number, unit);
    }

    private void requireCounted() {
        if (this == DAYS) {
            throw new IllegalStateException("days are stored as text");
        }
    }
}

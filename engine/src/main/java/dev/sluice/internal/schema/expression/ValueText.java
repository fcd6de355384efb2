// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// How the value of a key field is spelled outside of its key: in a global id, or as JSON. Pure.
public enum ValueText {
    /// A text, an id, an enum value, or binary in base64.
    TEXT,
    NUMBER,
    TIME;

    /// Source: Amazon DynamoDB Developer Guide, "Data types", "Number".
    private static final int MAX_DIGITS = 38;

    private static final int MAX_EXPONENT = 130;
    private static final int MAX_TEXT = 64;
    private static final int LAST_YEAR = 9999;

    /// Returns the canonical text of a value: equal values have the same text.
    public String text(Object value) {
        return switch (this) {
            case TEXT, TIME -> value.toString();
            case NUMBER -> new BigDecimal(value.toString()).stripTrailingZeros().toString();
        };
    }

    /// Returns the value that a text or a JSON value spells, or null if it spells none.
    public @Nullable Object value(Object spelled) {
        return switch (this) {
            case TEXT ->
                    switch (spelled) {
                        case String text -> text;
                        case Integer number -> number.toString();
                        case Long number -> number.toString();
                        case BigInteger number -> number.toString();
                        default -> null;
                    };
            case NUMBER ->
                    spelled instanceof String || spelled instanceof Number
                            ? number(spelled.toString())
                            : null;
            case TIME -> spelled instanceof String text ? time(text) : null;
        };
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            var number = text.length() > MAX_TEXT ? null : new BigDecimal(text);
            return number != null
                            && number.precision() <= MAX_DIGITS
                            && Math.abs((long) number.scale()) <= MAX_EXPONENT + MAX_DIGITS
                    ? number
                    : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static @Nullable Instant time(String text) {
        try {
            var time =
                    text.length() > MAX_TEXT
                            ? null
                            : OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            return time == null || time.getYear() < 0 || time.getYear() > LAST_YEAR
                    ? null
                    : time.toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }
}

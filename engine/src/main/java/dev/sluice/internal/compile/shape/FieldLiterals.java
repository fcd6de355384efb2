// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.shape;

import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.key.KeyText;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// Converts literals of expressions to values of fields.
public final class FieldLiterals {
    private FieldLiterals() {}

    /// Returns the literal as the value of a field of this kind, or null if it does not fit.
    public static @Nullable Object of(Object value, ScalarKind kind) {
        return switch (kind) {
            case STRING, ID, ENUM, BINARY -> value instanceof String ? value : null;
            case DATE_TIME, DATE_TIME_SECONDS, DATE, EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                    value instanceof String text ? instant(text) : null;
            case INT -> value instanceof BigDecimal number ? integer(number) : null;
            case FLOAT -> value instanceof BigDecimal number ? (Object) number.doubleValue() : null;
            case DECIMAL -> value instanceof BigDecimal ? value : null;
            case BOOLEAN -> value instanceof Boolean ? value : null;
            case JSON -> null;
        };
    }

    private static @Nullable Object integer(BigDecimal number) {
        try {
            return number.intValueExact();
        } catch (ArithmeticException _) {
            return null;
        }
    }

    private static @Nullable Object instant(String text) {
        try {
            var instant = Instant.parse(text);
            return KeyText.isInCalendar(instant) ? instant : null;
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.resolver;

import org.jspecify.annotations.Nullable;

import java.io.Serial;
import java.util.List;
import java.util.Map;

/// A value that a resolver asked for is missing or has another type. The message has the value's
/// path, the expected type, and the actual type, never the value itself.
///
/// ```text
/// `input.lines[1].unitPrice` is missing; expected BigDecimal
/// `input.total` is a String; expected BigDecimal
/// ```
public final class InvalidValueException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    private InvalidValueException(String path, String actual, String expected) {
        super("`%s` is %s; expected %s".formatted(path, actual, expected));
    }

    /// @param value the actual value, or null if it is missing
    static InvalidValueException of(String path, @Nullable Object value, Class<?> expected) {
        return new InvalidValueException(path, actual(value), name(expected));
    }

    static InvalidValueException unknownName(String path, Class<? extends Enum<?>> expected) {
        return new InvalidValueException(
                path, "another name", "one of " + List.of(expected.getEnumConstants()));
    }

    private static String actual(@Nullable Object value) {
        return switch (value) {
            case null -> "missing";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "a list";
            case Integer _ -> "an Integer";
            case Object other -> "a " + other.getClass().getSimpleName();
        };
    }

    private static String name(Class<?> type) {
        if (type == Map.class || type == Values.class) {
            return "an object";
        }
        return type == List.class ? "a list" : type.getSimpleName();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.policy;

import dev.sluice.schema.Constraint;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Holds one value against one constraint.
final class ConstraintCheck {
    private ConstraintCheck() {}

    /// The value, lower-cased where the constraint says so.
    ///
    /// @param path where the value stands, for the refusal
    static Object scalar(Constraint constraint, Object value, String path) {
        if (value instanceof String text) {
            return text(constraint, text, path);
        }
        if (value instanceof Number) {
            number(constraint, new BigDecimal(value.toString()), path);
        }
        return value;
    }

    /// A literal such as `1e400` is coerced to infinity, which no number of DynamoDB holds.
    static void finite(Object value, String path) {
        require(
                !(value instanceof Double number) || Double.isFinite(number),
                path,
                "max",
                Double.MAX_VALUE);
    }

    static void list(Constraint constraint, List<?> elements, String path) {
        require(
                atLeast(constraint.minItems(), elements.size()),
                path,
                "minItems",
                constraint.minItems());
        require(
                atMost(constraint.maxItems(), elements.size()),
                path,
                "maxItems",
                constraint.maxItems());
        var unique = constraint.unique();
        if (unique != null) {
            var seen = new HashSet<@Nullable Object>();
            for (var element : elements) {
                var value = element instanceof Map<?, ?> object ? object.get(unique) : element;
                require(seen.add(stored(value)), path, "unique", unique);
            }
        }
    }

    /// Two times that differ by less than is stored would be one key.
    private static @Nullable Object stored(@Nullable Object value) {
        return value instanceof Instant instant ? instant.truncatedTo(ChronoUnit.MILLIS) : value;
    }

    private static String text(Constraint constraint, String given, String path) {
        var text = constraint.lowercase() ? given.toLowerCase(Locale.ROOT) : given;
        var length = text.codePointCount(0, text.length());
        require(atLeast(constraint.minLength(), length), path, "minLength", constraint.minLength());
        require(atMost(constraint.maxLength(), length), path, "maxLength", constraint.maxLength());
        var pattern = constraint.pattern();
        if (pattern != null) {
            require(pattern.matcher(text).matches(), path, "pattern", pattern.pattern());
        }
        return text;
    }

    private static void number(Constraint constraint, BigDecimal number, String path) {
        var min = constraint.min();
        var max = constraint.max();
        require(min == null || number.compareTo(min) >= 0, path, "min", min);
        require(max == null || number.compareTo(max) <= 0, path, "max", max);
    }

    private static boolean atLeast(@Nullable Integer minimum, int amount) {
        return minimum == null || amount >= minimum;
    }

    private static boolean atMost(@Nullable Integer maximum, int amount) {
        return maximum == null || amount <= maximum;
    }

    private static void require(boolean met, String path, String name, @Nullable Object bound) {
        if (!met) {
            throw new Refusal(
                    Reason.CONSTRAINT_NOT_MET,
                    Map.of(
                            Parameter.ARGUMENT,
                            path,
                            Parameter.CONSTRAINT,
                            name,
                            Parameter.BOUND,
                            Objects.requireNonNull(bound)));
        }
    }
}

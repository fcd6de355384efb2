// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import com.google.re2j.Pattern;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One `@constraint`. A part that is not set is null.
///
/// @param minLength in Unicode code points
/// @param maxLength in Unicode code points
/// @param pattern must match the whole value
/// @param lowercase whether the value is lower-cased (root locale) before it is checked and used
/// @param unique the field that must differ in all elements of the list
public record Constraint(
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable Pattern pattern,
        boolean lowercase,
        @Nullable Integer minItems,
        @Nullable Integer maxItems,
        @Nullable String unique) {

    /// The part of a constraint that a value violates.
    ///
    /// @param name the argument of `@constraint`
    /// @param bound the argument's value
    public record Violation(String name, Object bound) {}

    /// Returns the text in the form in which it is checked and used.
    public String normalized(String text) {
        return lowercase ? text.toLowerCase(Locale.ROOT) : text;
    }

    /// Returns the part that a normalized text violates, or null if it violates none.
    public @Nullable Violation ofText(String text) {
        var length = text.codePointCount(0, text.length());
        if (minLength != null && length < minLength) {
            return violation("minLength", minLength);
        }
        if (maxLength != null && length > maxLength) {
            return violation("maxLength", maxLength);
        }
        return pattern == null || pattern.matcher(text).matches()
                ? null
                : violation("pattern", pattern.pattern());
    }

    /// Returns the part that a number violates, or null if it violates none.
    public @Nullable Violation ofNumber(BigDecimal number) {
        if (min != null && number.compareTo(min) < 0) {
            return violation("min", min);
        }
        return max != null && number.compareTo(max) > 0 ? violation("max", max) : null;
    }

    /// Returns the part that a list as a whole violates, or null if it violates none.
    public @Nullable Violation ofList(List<?> elements) {
        if (minItems != null && elements.size() < minItems) {
            return violation("minItems", minItems);
        }
        if (maxItems != null && elements.size() > maxItems) {
            return violation("maxItems", maxItems);
        }
        return unique == null || areUnique(elements, unique) ? null : violation("unique", unique);
    }

    private static boolean areUnique(List<?> elements, String field) {
        var seen = new HashSet<@Nullable Object>();
        return elements.stream()
                .allMatch(element ->
                        seen.add(
                                stored(
                                        element instanceof Map<?, ?> object
                                                ? object.get(field)
                                                : element)));
    }

    /// Cuts a time to the precision that is stored: two times with the same stored value are one
    /// key.
    private static @Nullable Object stored(@Nullable Object value) {
        return value instanceof Instant instant ? instant.truncatedTo(ChronoUnit.MILLIS) : value;
    }

    private static Violation violation(String name, Object bound) {
        return new Violation(name, bound);
    }
}

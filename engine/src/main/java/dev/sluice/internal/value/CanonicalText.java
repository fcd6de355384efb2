// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.value;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes values as a text that is equal for equal values and different for all others. Each value
/// starts with its kind. Content of variable length follows its length.
public final class CanonicalText {
    private final StringBuilder text = new StringBuilder();

    /// @param value a coerced scalar, or a list or map of them
    public void append(@Nullable Object value) {
        switch (value) {
            case null -> text.append('0');
            case Boolean bool -> text.append(bool ? 't' : 'f');
            case Number number -> sized('n', canonical(number));
            case List<?> list -> {
                text.append('l').append(list.size()).append(':');
                list.forEach(this::append);
            }
            case Map<?, ?> map -> members(map, null);
            case Instant instant -> sized('s', instant.truncatedTo(ChronoUnit.MILLIS).toString());
            case Object scalar -> sized('s', scalar.toString());
        }
    }

    /// @param without a member to leave out, or null
    public void members(Map<?, ? extends @Nullable Object> map, @Nullable String without) {
        var sorted = new TreeMap<String, @Nullable Object>();
        map.forEach((name, value) -> sorted.put(name.toString(), value));
        if (without != null) {
            sorted.remove(without);
        }
        text.append('m').append(sorted.size()).append(':');
        sorted.forEach((name, value) -> {
            sized('s', name);
            append(value);
        });
    }

    private void sized(char kind, String content) {
        text.append(kind).append(content.length()).append(':').append(content);
    }

    private static String canonical(Number number) {
        return new BigDecimal(number.toString()).stripTrailingZeros().toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

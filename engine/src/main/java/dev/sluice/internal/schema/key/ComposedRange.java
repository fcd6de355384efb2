// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import dev.sluice.internal.schema.expression.Comparator;

import org.jspecify.annotations.Nullable;

/// Ranges over one segment of a composed sort key. Each turns a condition on the segment's value
/// into a range of whole keys.
///
/// A range selects exactly the keys inside the prefix whose value at the segment satisfies the
/// condition. This works because values are escaped: they contain neither `#` nor `$`. Any longer
/// value continues with a character above `$`. `$` is the character after `#`, so it is above
/// everything that starts with `#`.
///
/// @param prefix the key up to the segment, with its final `#`; empty if the segment is the first
/// @param ends how many of the keys that are read end with the segment
public record ComposedRange(String prefix, KeyEnds ends) {
    private static final char CEILING = '$';

    public ComposedRange {
        if (!prefix.isEmpty() && !prefix.endsWith(KeyTemplate.SEPARATOR)) {
            throw new IllegalArgumentException("a prefix ends with #");
        }
    }

    /// Returns the range of every key inside the prefix.
    public static SortRange all(String prefix) {
        return startingWith(prefix);
    }

    public SortRange equalTo(String value) {
        String key = prefix + value;
        return switch (ends) {
            case ALL -> exactly(key);
            case SOME -> range(key, key + CEILING);
            case NONE -> startingWith(key + KeyTemplate.SEPARATOR);
        };
    }

    /// @throws IllegalArgumentException for `<>`, which is not a range
    public SortRange compared(Comparator comparator, String value) {
        return switch (comparator) {
            case EQUAL -> equalTo(value);
            case NOT_EQUAL -> throw new IllegalArgumentException("<> is no range");
            case LESS -> value.isEmpty() ? new SortRange.Nothing() : range(prefix, before(value));
            case LESS_OR_EQUAL -> range(prefix, through(value));
            case GREATER -> range(prefix + value + CEILING, ceiling());
            case GREATER_OR_EQUAL -> range(prefix + value, ceiling());
        };
    }

    /// Returns the range with both ends included, or nothing if `low` is above `high`.
    public SortRange between(String low, String high) {
        return range(prefix + low, through(high));
    }

    public SortRange beginsWith(String value) {
        return startingWith(prefix + value);
    }

    /// Returns the upper end of all keys with a value below this one. The value is not empty. If a
    /// key can end with the value, that key is the lowest one with this value.
    private String before(String value) {
        return switch (ends) {
            case ALL, SOME -> KeyText.below(prefix + value);
            case NONE -> prefix + value;
        };
    }

    /// Returns the upper end of all keys with a value up to this one. If all keys end with the
    /// segment, the end is the key itself. It leaves out longer keys of other types, which start
    /// with this key and `#`.
    private String through(String value) {
        return switch (ends) {
            case ALL -> prefix + value;
            case SOME, NONE -> prefix + value + CEILING;
        };
    }

    private static SortRange exactly(String key) {
        return key.isEmpty() || !fits(key) ? new SortRange.Nothing() : new SortRange.Exactly(key);
    }

    private @Nullable String ceiling() {
        return prefix.isEmpty() ? null : prefix.substring(0, prefix.length() - 1) + CEILING;
    }

    private static SortRange startingWith(String prefix) {
        if (prefix.isEmpty()) {
            return new SortRange.All();
        }
        return fits(prefix) ? new SortRange.BeginsWith(prefix) : new SortRange.Nothing();
    }

    /// Returns the keys from `low` to `high`, both included. DynamoDB refuses an end that is longer
    /// than a key can be, so the nearest possible key replaces it.
    private static SortRange range(String low, @Nullable String high) {
        String first = Utf8Order.leastFrom(low, KeyText.MAX_SORT_KEY_BYTES).orElse(null);
        if (first == null) {
            return new SortRange.Nothing();
        }
        if (high == null) {
            return first.isEmpty()
                    ? new SortRange.All()
                    : new SortRange.Compared(Comparator.GREATER_OR_EQUAL, first);
        }
        String end = Utf8Order.greatestUpTo(high, KeyText.MAX_SORT_KEY_BYTES);
        if (end.isEmpty() || Utf8Order.compare(first, end) > 0) {
            return new SortRange.Nothing();
        }
        return first.isEmpty()
                ? new SortRange.Compared(Comparator.LESS_OR_EQUAL, end)
                : new SortRange.Between(first, end);
    }

    private static boolean fits(String key) {
        return Utf8Order.length(key) <= KeyText.MAX_SORT_KEY_BYTES;
    }
}

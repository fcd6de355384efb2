// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import dev.sluice.internal.schema.expression.Comparator;

import org.jspecify.annotations.Nullable;

/// Ranges over one segment of a composed sort key: conditions on its value, as ranges of whole
/// keys.
///
/// Each selects exactly the keys inside the prefix whose value at the segment satisfies the
/// condition. Values are escaped; so `#` and `$` never occur in one, whatever extends a value goes
/// on above `$`, and `$`, being next after `#`, ends all that a `#` can start.
///
/// @param prefix the key up to the segment, with its final `#`; empty where the segment is the
///   first
/// @param ends how many of the keys that are read end with the segment
public record ComposedRange(String prefix, KeyEnds ends) {
    private static final char CEILING = '$';

    public ComposedRange {
        if (!prefix.isEmpty() && !prefix.endsWith(KeyTemplate.SEPARATOR)) {
            throw new IllegalArgumentException("a prefix ends with #");
        }
    }

    /// Every key inside the prefix.
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

    /// @throws IllegalArgumentException for `<>`, which is no range
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

    /// Both ends included; nothing where `low` is above `high`.
    public SortRange between(String low, String high) {
        return range(prefix + low, through(high));
    }

    public SortRange beginsWith(String value) {
        return startingWith(prefix + value);
    }

    /// The end of all keys with a value below this one, which is not empty. A key that ends with
    /// the value itself has no lower one.
    private String before(String value) {
        return switch (ends) {
            case ALL, SOME -> KeyText.below(prefix + value);
            case NONE -> prefix + value;
        };
    }

    /// The end of all keys with a value up to this one. Where all keys end with it, that is the
    /// very key, so that longer keys of another type, which start with this one and `#`, stay out.
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

    /// The keys from `low` to `high`, both included. DynamoDB refuses an end longer than a key can
    /// be, although it bounds a set of keys like any other; the nearest possible key stands in.
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

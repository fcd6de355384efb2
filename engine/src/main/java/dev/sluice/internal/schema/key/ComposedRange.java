// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import dev.sluice.internal.schema.expression.Comparator;

import org.jspecify.annotations.Nullable;

/// Ranges over one segment of a composed sort key. Each turns a condition on the segment's value
/// into a range of whole keys.
///
/// A range selects exactly the keys inside the prefix whose value at the segment satisfies the
/// condition. If segments keep the order of their values, no value contains the separator, anything
/// below it, or the character after it, the ceiling. So a longer value continues with a character
/// above the ceiling, and the ceiling is above everything that starts with the separator. If not,
/// values are only compared in the last segment of all keys, where nothing follows them.
///
/// @param prefix the key up to the value, with its final separator and what stands before the value
/// @param ends how many of the keys that are read end with the segment
/// @param isOrdered whether the texts of the segment keep the order of their values inside a key
public record ComposedRange(KeySpelling spelling, String prefix, KeyEnds ends, boolean isOrdered) {

    public static ComposedRange of(KeySpelling spelling, String prefix, KeyEnds ends, Slot slot) {
        return new ComposedRange(spelling, prefix + slot.before(), ends, slot.keepsOrder(spelling));
    }

    /// Returns the range of every key inside the prefix.
    public static SortRange all(String prefix) {
        return startingWith(prefix);
    }

    /// @param prefix the key up to the segment, with its final separator
    /// @param segment the whole segment
    public static SortRange equalTo(
            KeySpelling spelling, String prefix, KeyEnds ends, String segment) {
        String key = prefix + segment;
        return switch (ends) {
            case ALL -> exactly(key);
            case SOME -> range(key, key + spelling.ceiling());
            case NONE -> startingWith(key + spelling.separator());
        };
    }

    /// @throws IllegalArgumentException for `=` and `<>`
    public SortRange compared(Comparator comparator, String value) {
        return switch (comparator) {
            case EQUAL, NOT_EQUAL -> throw new IllegalArgumentException("no range");
            case LESS -> value.isEmpty() ? new SortRange.Nothing() : range(prefix, before(value));
            case LESS_OR_EQUAL -> range(prefix, through(value));
            case GREATER -> range(after(value), ceiling());
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
    /// with this key and a separator.
    private String through(String value) {
        return switch (ends) {
            case ALL -> prefix + value;
            case NONE -> prefix + value + spelling.ceiling();
            case SOME ->
                    spelling.keepsOrder()
                            ? prefix + value + spelling.ceiling()
                            : Utf8Order.padded(
                                    prefix + value + spelling.separator(),
                                    KeyText.MAX_SORT_KEY_BYTES);
        };
    }

    /// Returns the lower end of all keys with a value above this one.
    private String after(String value) {
        return prefix + value + (isOrdered ? spelling.ceiling() : '\0');
    }

    private @Nullable String ceiling() {
        if (prefix.isEmpty()) {
            return null;
        }
        int last = prefix.length() - 1;
        return spelling.keepsOrder() && prefix.charAt(last) == spelling.separator()
                ? prefix.substring(0, last) + spelling.ceiling()
                : Utf8Order.padded(prefix, KeyText.MAX_SORT_KEY_BYTES);
    }

    private static SortRange exactly(String key) {
        return key.isEmpty() || !fits(key) ? new SortRange.Nothing() : new SortRange.Exactly(key);
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

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.item.KeyValue;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.expression.Comparator;
import dev.sluice.internal.schema.key.KeyText;
import dev.sluice.internal.schema.key.SortRange;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A range of sort keys, with bounds that DynamoDB accepts.
///
/// A bound that no key can have (empty, too long, or outside DynamoDB's numbers) is replaced by the
/// nearest key that leaves the range with the same keys.
sealed interface KeyRange {

    boolean includes(AttributeValue key);

    /// Returns whether the range is above a key that is outside it.
    default boolean isAbove(AttributeValue key) {
        return switch (this) {
            case Compared(Comparator comparator, AttributeValue bound) ->
                    comparator != Comparator.LESS
                            && comparator != Comparator.LESS_OR_EQUAL
                            && KeyValue.ORDER.compare(key, bound) <= 0;
            case Between between -> KeyValue.ORDER.compare(key, between.low()) < 0;
            case BeginsWith(String prefix) -> KeyText.compareUtf8(key.s(), prefix) < 0;
            case All(), Nothing() -> false;
        };
    }

    /// Returns whether the key is the last that the range can hold in this order.
    default boolean endsWith(AttributeValue key, boolean ascending) {
        return switch (this) {
            case Compared(Comparator comparator, AttributeValue bound) ->
                    comparator
                                    == (ascending
                                            ? Comparator.LESS_OR_EQUAL
                                            : Comparator.GREATER_OR_EQUAL)
                            && KeyValue.ORDER.compare(key, bound) == 0;
            case Between between ->
                    KeyValue.ORDER.compare(key, ascending ? between.high() : between.low()) == 0;
            case All(), Nothing(), BeginsWith _ -> false;
        };
    }

    /// Returns the part of the range that follows a key, in this order.
    ///
    /// @param included whether the key itself is in the part, if it is in the range
    default KeyRange from(AttributeValue key, boolean included, boolean ascending) {
        var start = included ? key : ascending ? KeyValue.sortAbove(key) : KeyValue.sortBelow(key);
        if (start == null || this instanceof Nothing) {
            return new Nothing();
        }
        return ascending
                ? between(higher(lowest(), start), highest())
                : between(lowest(), lower(highest(), start));
    }

    /// Returns the least key that the range can hold, or null if it has no least one.
    private @Nullable AttributeValue lowest() {
        return switch (this) {
            case Compared(Comparator comparator, AttributeValue bound) ->
                    switch (comparator) {
                        case EQUAL, GREATER_OR_EQUAL -> bound;
                        case GREATER -> KeyValue.sortAbove(bound);
                        case LESS, LESS_OR_EQUAL, NOT_EQUAL -> null;
                    };
            case Between between -> between.low();
            case BeginsWith(String prefix) -> AttributeValue.fromS(prefix);
            case All(), Nothing() -> null;
        };
    }

    private @Nullable AttributeValue highest() {
        return switch (this) {
            case Compared(Comparator comparator, AttributeValue bound) ->
                    switch (comparator) {
                        case EQUAL, LESS_OR_EQUAL -> bound;
                        case LESS -> KeyValue.sortBelow(bound);
                        case GREATER, GREATER_OR_EQUAL, NOT_EQUAL -> null;
                    };
            case Between between -> between.high();
            case BeginsWith(String prefix) -> AttributeValue.fromS(KeyText.last(prefix));
            case All(), Nothing() -> null;
        };
    }

    private static AttributeValue higher(@Nullable AttributeValue one, AttributeValue other) {
        return one != null && KeyValue.ORDER.compare(one, other) > 0 ? one : other;
    }

    private static AttributeValue lower(@Nullable AttributeValue one, AttributeValue other) {
        return one != null && KeyValue.ORDER.compare(one, other) < 0 ? one : other;
    }

    private static KeyRange between(@Nullable AttributeValue low, @Nullable AttributeValue high) {
        if (low == null) {
            return high == null ? new All() : new Compared(Comparator.LESS_OR_EQUAL, high);
        }
        if (high == null) {
            return new Compared(Comparator.GREATER_OR_EQUAL, low);
        }
        return KeyValue.ORDER.compare(low, high) > 0 ? new Nothing() : new Between(low, high);
    }

    record All() implements KeyRange {
        @Override
        public boolean includes(AttributeValue key) {
            return true;
        }
    }

    record Nothing() implements KeyRange {
        @Override
        public boolean includes(AttributeValue key) {
            return false;
        }
    }

    /// @param comparator any but `<>`
    record Compared(Comparator comparator, AttributeValue bound) implements KeyRange {
        @Override
        public boolean includes(AttributeValue key) {
            return key.type() == bound.type()
                    && comparator.holds(KeyValue.ORDER.compare(key, bound));
        }
    }

    record Between(AttributeValue low, AttributeValue high) implements KeyRange {
        @Override
        public boolean includes(AttributeValue key) {
            return new Compared(Comparator.GREATER_OR_EQUAL, low).includes(key)
                    && new Compared(Comparator.LESS_OR_EQUAL, high).includes(key);
        }
    }

    record BeginsWith(String prefix) implements KeyRange {
        @Override
        public boolean includes(AttributeValue key) {
            return key.s() != null && key.s().startsWith(prefix);
        }
    }

    static KeyRange of(@Nullable KeyAttribute attribute, SortRange range) {
        if (attribute == null) {
            return range instanceof SortRange.Nothing ? new Nothing() : new All();
        }
        return switch (range) {
            case SortRange.All() -> new All();
            case SortRange.Nothing() -> new Nothing();
            case SortRange.Exactly(Object value) -> exactly(attribute, value);
            case SortRange.Compared(Comparator comparator, Object value) ->
                    compared(attribute, comparator, value);
            case SortRange.Between(Object low, Object high) -> between(attribute, low, high);
            case SortRange.BeginsWith(String prefix) -> beginsWith(attribute, prefix);
        };
    }

    private static KeyRange exactly(KeyAttribute attribute, Object value) {
        var key = KeyValue.sort(attribute, value);
        return key == null ? new Nothing() : new Compared(Comparator.EQUAL, key);
    }

    private static KeyRange compared(KeyAttribute attribute, Comparator comparator, Object value) {
        var key = KeyValue.sort(attribute, value);
        if (key != null) {
            return new Compared(comparator, key);
        }
        if (!KeyValue.hasPlace(attribute, value)) {
            return new Nothing();
        }
        var below = KeyValue.sortFloor(attribute, value);
        return switch (comparator) {
            case LESS, LESS_OR_EQUAL ->
                    below == null ? new Nothing() : new Compared(Comparator.LESS_OR_EQUAL, below);
            case GREATER, GREATER_OR_EQUAL ->
                    below == null ? new All() : new Compared(Comparator.GREATER, below);
            case EQUAL, NOT_EQUAL -> new Nothing();
        };
    }

    private static KeyRange between(KeyAttribute attribute, Object low, Object high) {
        if (!KeyValue.hasPlace(attribute, low) || !KeyValue.hasPlace(attribute, high)) {
            return new Nothing();
        }
        var lowest = KeyValue.sortCeiling(attribute, low);
        var highest = KeyValue.sortFloor(attribute, high);
        if (lowest == null || highest == null) {
            return new Nothing();
        }
        return KeyValue.ORDER.compare(lowest, highest) > 0
                ? new Nothing()
                : new Between(lowest, highest);
    }

    private static KeyRange beginsWith(KeyAttribute attribute, String prefix) {
        if (prefix.isEmpty()) {
            return new All();
        }
        return KeyValue.sort(attribute, prefix) == null ? new Nothing() : new BeginsWith(prefix);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/// How a value becomes text in a key, before it is escaped.
public sealed interface ValueForm permits ValueForm.Text, ValueForm.Time, PaddedNumber, TimeBucket {

    /// Returns the text of the value, or null if no key has exactly this value.
    @Nullable String exact(Object value);

    /// Returns a text that sorts among the texts where the value itself would.
    String position(Object value);

    /// Returns the value with exactly this text, or empty if there is none. The value of a bucket
    /// is its text.
    Optional<Object> value(String text);

    /// Returns whether every text contains the character.
    boolean contains(char character);

    /// Returns whether the value is a text. The texts of other values have no lower-case letters.
    default boolean isText() {
        return false;
    }

    /// Returns whether all texts have the same length, with the same characters except for digits.
    boolean isFixedWidth();

    /// Returns whether a key that is only the value holds it in its own type, not as this text.
    default boolean isValueItself() {
        return true;
    }

    /// Returns whether a text can start with this, or is part of it.
    boolean canStart(String start);

    /// A text, an `ID` or the name of an enum value, as it is.
    ///
    /// @param lowest the lowest character that a value can contain; 0 if it can be any
    record Text(char lowest) implements ValueForm {
        /// Creates the form of texts with any characters.
        public Text() {
            this('\0');
        }

        /// Returns where the first character stands that no value contains, or the length.
        int above(String text) {
            int end = 0;
            while (end < text.length() && text.charAt(end) >= lowest) {
                end++;
            }
            return end;
        }

        @Override
        public boolean isText() {
            return true;
        }

        @Override
        public @Nullable String exact(Object value) {
            var text = position(value);
            return above(text) == text.length() ? text : null;
        }

        @Override
        public String position(Object value) {
            if (value instanceof String text) {
                return text;
            }
            throw new IllegalArgumentException("no text in a key is a " + value.getClass());
        }

        @Override
        public Optional<Object> value(String text) {
            return above(text) == text.length() ? Optional.of(text) : Optional.empty();
        }

        @Override
        public boolean contains(char character) {
            return false;
        }

        @Override
        public boolean isFixedWidth() {
            return false;
        }

        @Override
        public boolean canStart(String start) {
            return true;
        }
    }

    /// A time in UTC, as text.
    record Time(TimePrecision precision) implements ValueForm {
        @Override
        public @Nullable String exact(Object value) {
            return precision.isExact((Instant) value) ? precision.text((Instant) value) : null;
        }

        @Override
        public String position(Object value) {
            return precision.position((Instant) value);
        }

        @Override
        public Optional<Object> value(String text) {
            return precision.exact(text).map(time -> time);
        }

        @Override
        public boolean contains(char character) {
            return KeyText.punctuates(character, precision.text(Instant.EPOCH));
        }

        @Override
        public boolean isFixedWidth() {
            return true;
        }

        @Override
        public boolean canStart(String start) {
            return start.isEmpty() || Character.isDigit(start.charAt(0));
        }
    }
}

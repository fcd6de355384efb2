// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How the composed keys of a type are spelled: what separates their segments, and how a segment
/// holds a value. Only this room knows it. All others give values and get keys, or the reverse.
///
/// @param separator a character of ASCII that is neither a letter, a digit, a space nor one of
///   `%{}`
/// @param lowerCase whether keys hold texts in lower case, so that several texts have one key
public record KeySpelling(char separator, Escape escape, boolean lowerCase) {
    public static final KeySpelling DEFAULT = new KeySpelling('#', Escape.PERCENT);

    /// The separators that a schema can choose.
    public static final String SEPARATORS = "!\"#$&'()*+,-./:;<=>?@[\\]^_`|~";

    public enum Escape {
        /// Values are percent-encoded, so that every value has its place in a key.
        PERCENT,
        /// Values are spelled as they are. A value that contains the separator has no place.
        NONE
    }

    public KeySpelling(char separator, Escape escape) {
        this(separator, escape, false);
    }

    public KeySpelling {
        if (SEPARATORS.indexOf(separator) < 0) {
            throw new IllegalArgumentException("no key is separated by " + separator);
        }
    }

    /// Returns whether keys sort as the values of their segments do, from left to right, whatever
    /// the values. For this, no value may contain the separator, anything below it, or the
    /// character after it.
    public boolean keepsOrder() {
        return escape == Escape.PERCENT && separator < KeyText.ESCAPE - 1;
    }

    /// Returns the character above which all characters of a text must be, so that keys keep its
    /// order: the separator, and what starts an escape.
    char lowest() {
        return escape == Escape.NONE ? separator : (char) Math.max(separator, KeyText.ESCAPE);
    }

    /// Returns a value as keys hold it: itself, or in lower case.
    public String cased(String value) {
        return lowerCase ? value.toLowerCase(Locale.ROOT) : value;
    }

    /// Returns the text of a value in a segment, or null if no segment can hold it. Values with
    /// different cases have different texts.
    ///
    /// @throws IllegalArgumentException for an unpaired surrogate, which has no UTF-8 form
    @Nullable String write(String given) {
        String value = cased(given);
        return switch (escape) {
            case PERCENT -> KeyText.escape(value, separator);
            case NONE -> value.indexOf(separator) < 0 ? KeyText.paired(value) : null;
        };
    }

    /// Returns a text that compares with the texts of a segment as the value does with their
    /// values.
    String position(String given) {
        String value = cased(given);
        return escape == Escape.NONE ? value : KeyText.escape(value, separator);
    }

    /// Returns the value, as keys hold it, that `write` gives this text, or empty if there is none.
    Optional<String> read(String text) {
        var value =
                switch (escape) {
                    case PERCENT -> KeyText.unescape(text, separator);
                    case NONE ->
                            text.indexOf(separator) < 0
                                    ? Optional.of(text)
                                    : Optional.<String>empty();
                };
        return value.filter(held -> cased(held).equals(held));
    }

    public String join(List<String> texts) {
        return String.join(Character.toString(separator), texts);
    }

    /// Returns what all keys start with that have these segments, and then others.
    public String prefix(List<String> texts) {
        return texts.isEmpty() ? "" : join(texts) + separator;
    }

    List<String> split(String key) {
        return KeyText.split(key, separator);
    }

    /// Returns the character after the separator. No text of a segment starts with it, or continues
    /// with it, if keys keep the order of their values.
    char ceiling() {
        return (char) (separator + 1);
    }
}

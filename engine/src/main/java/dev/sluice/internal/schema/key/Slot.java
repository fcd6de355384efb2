// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;

/// The place of a value in a segment of a key: the text around it, and its form.
///
/// @param before what the segment starts with; may be empty
/// @param after what it ends with; may be empty
public record Slot(String before, ValueForm form, String after) {
    /// A segment that is the value and nothing else.
    public static final Slot PLAIN = new Slot("", new ValueForm.Text(), "");

    /// Returns whether a key of only this segment is the value, in its own type.
    boolean isValueItself() {
        return before.isEmpty() && after.isEmpty() && form.isValueItself();
    }

    public Slot of(ValueForm other) {
        return new Slot(before, other, after);
    }

    /// Returns the segment for a value, or null if no key has exactly this value.
    public @Nullable String text(Object value, KeySpelling spelling) {
        var exact = form.exact(value);
        var written = exact == null ? null : spelling.write(exact);
        return written == null ? null : before + written + after;
    }

    /// Returns a text that compares with all segments of the slot as the value does with their
    /// values. It starts behind `before`.
    public String position(Object value, KeySpelling spelling) {
        var position = form.position(value);
        if (!spelling.keepsOrder() && form instanceof ValueForm.Text text && keepsOrder(spelling)) {
            int end = text.above(position);
            if (end < position.length()) {
                return spelling.position(position.substring(0, end))
                        + spelling.separator()
                        + Character.toString(Character.MAX_CODE_POINT);
            }
        }
        return spelling.position(position);
    }

    /// Returns whether keys have the order of the values of this segment, whatever follows it.
    public boolean keepsOrder(KeySpelling spelling) {
        return spelling.keepsOrder()
                || form.isFixedWidth()
                || (form instanceof ValueForm.Text(char lowest) && lowest > spelling.lowest());
    }

    /// Returns a slot that holds the values of both, or null if they are written in different ways.
    public @Nullable Slot and(Slot other) {
        return form instanceof ValueForm.Text(char lowest)
                        && other.form instanceof ValueForm.Text(char otherLowest)
                        && of(other.form).equals(other)
                ? of(new ValueForm.Text((char) Math.min(lowest, otherLowest)))
                : equals(other) ? this : null;
    }

    /// Returns what the segments of all values start with that start with this text, or null if no
    /// value does. It starts behind `before`.
    public @Nullable String start(Object value, KeySpelling spelling) {
        return spelling.write(form.position(value));
    }

    /// Returns the value with exactly this segment, or empty if there is none.
    Optional<Object> value(String segment, KeySpelling spelling) {
        return surrounds(segment)
                ? spelling.read(
                                segment.substring(
                                        before.length(), segment.length() - after.length()))
                        .map(text ->
                                spelling.lowerCase() && !form.isText()
                                        ? text.toUpperCase(Locale.ROOT)
                                        : text)
                        .flatMap(form::value)
                : Optional.empty();
    }

    /// Returns whether a segment has the text around the value.
    boolean surrounds(String segment) {
        return segment.length() >= before.length() + after.length()
                && segment.startsWith(before)
                && segment.endsWith(after);
    }

    /// Returns whether the segment can be this literal.
    public boolean canBe(String literal) {
        return surrounds(literal)
                && form.canStart(
                        literal.substring(before.length(), literal.length() - after.length()));
    }

    /// Returns whether a segment of this slot and one of the other can be the same.
    public boolean overlaps(Slot other) {
        return (canPrecede(other) || other.canPrecede(this))
                && (after.endsWith(other.after) || other.after.endsWith(after));
    }

    private boolean canPrecede(Slot other) {
        return other.before.startsWith(before)
                && form.canStart(other.before.substring(before.length()));
    }
}

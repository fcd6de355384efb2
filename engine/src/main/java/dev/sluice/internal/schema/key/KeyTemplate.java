// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// How a key is built from fields: `ORDER#{id}` is the literal `ORDER`, then the value of `id`.
///
/// A lone `{field}` is that field's value, unchanged. Any other template is a composed string.
///
/// @param text the template as written in the schema
/// @param segments at least one; no two name the same field
public record KeyTemplate(String text, List<Segment> segments, KeySpelling spelling) {

    public KeyTemplate {
        segments = List.copyOf(segments);
    }

    /// @throws KeyTemplateException if the text is not a template
    public static KeyTemplate parse(String text) {
        return parse(text, KeySpelling.DEFAULT);
    }

    /// @throws KeyTemplateException if the text is not a template
    public static KeyTemplate parse(String text, KeySpelling spelling) {
        return new KeyTemplate(text, new TemplateParser(text, spelling).segments(), spelling);
    }

    /// Returns the template with a form for the values of each field.
    ///
    /// @param forms takes the name of a field and the form that the template gives it
    public KeyTemplate formed(BiFunction<String, ValueForm, ValueForm> forms) {
        return new KeyTemplate(
                text,
                segments.stream()
                        .<Segment>map(segment ->
                                switch (segment) {
                                    case Segment.Literal literal -> literal;
                                    case Segment.Field(var name, var slot) ->
                                            new Segment.Field(
                                                    name, slot.of(forms.apply(name, slot.form())));
                                })
                        .toList(),
                spelling);
    }

    /// Returns whether the key is the value of one field.
    public boolean isLone() {
        return segments.size() == 1
                && segments.getFirst() instanceof Segment.Field(_, var slot)
                && slot.isValueItself();
    }

    /// Returns where a field stands in the text, or 0 if it does not.
    public int offset(String field) {
        int bare = text.indexOf("{" + field + "}");
        return Math.max(0, bare >= 0 ? bare : text.indexOf("{" + field + ":"));
    }

    /// Returns the fields whose values the key holds only in lower case.
    public Set<String> lowered() {
        return segments.stream()
                .filter(_ -> spelling.lowerCase() && !isLone())
                .filter(Segment.Field.class::isInstance)
                .map(Segment.Field.class::cast)
                .filter(field -> field.slot().form().isText())
                .map(Segment.Field::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Returns the template of keys that are in lower case only if their values are.
    public KeyTemplate inAnyCase() {
        return new KeyTemplate(
                text, segments, new KeySpelling(spelling.separator(), spelling.escape()));
    }

    /// Returns the fields of which the key holds only the year, month, day or hour.
    public Set<String> bucketed() {
        return segments.stream()
                .filter(Segment.Field.class::isInstance)
                .map(Segment.Field.class::cast)
                .filter(field -> field.slot().form() instanceof TimeBucket)
                .map(Segment.Field::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Returns whether `bucketed` has a field.
    public boolean hasBuckets() {
        for (var segment : segments) {
            if (segment instanceof Segment.Field(_, var slot)
                    && slot.form() instanceof TimeBucket) {
                return true;
            }
        }
        return false;
    }

    /// Returns whether the key of a value is also that of another one.
    ///
    /// @param held the other value, as `match` returns it
    public boolean isSame(String field, Object value, Object held) {
        for (var segment : segments) {
            if (segment instanceof Segment.Field(var name, var slot) && name.equals(field)) {
                var text = slot.text(value, spelling);
                return text != null && text.equals(slot.text(held, spelling));
            }
        }
        throw new IllegalArgumentException(text + " has no field " + field);
    }

    /// Returns the form of a field's values.
    public ValueForm form(String field) {
        for (var segment : segments) {
            if (segment instanceof Segment.Field(var name, var slot) && name.equals(field)) {
                return slot.form();
            }
        }
        throw new IllegalArgumentException(text + " has no field " + field);
    }

    /// Returns the names of the fields, in the order of the template.
    public List<String> fields() {
        return segments.stream()
                .filter(Segment.Field.class::isInstance)
                .map(segment -> ((Segment.Field) segment).name())
                .toList();
    }

    /// Returns the composed key for these values, or null if no key has exactly these values.
    /// Different values give different keys.
    ///
    /// @param values the values of the fields, in the order of `fields()`
    /// @throws IllegalArgumentException if there are more or fewer values than fields, or if a
    ///   value has an unpaired surrogate
    public @Nullable String join(List<?> values) {
        int expected = fields().size();
        if (values.size() != expected) {
            throw new IllegalArgumentException(
                    "%s takes %d values, not %d".formatted(text, expected, values.size()));
        }
        var rest = values.iterator();
        var parts = new ArrayList<String>(segments.size());
        for (Segment segment : segments) {
            var part =
                    switch (segment) {
                        case Segment.Literal(var literal) -> literal;
                        case Segment.Field(_, var slot) -> slot.text(rest.next(), spelling);
                    };
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return spelling.join(parts);
    }

    /// Returns whether a key has the template's literals and its number of segments, whatever the
    /// values.
    public boolean resembles(String key) {
        List<String> parts = spelling.split(key);
        if (parts.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            var isAlike =
                    switch (segments.get(i)) {
                        case Segment.Literal(var literal) -> literal.equals(parts.get(i));
                        case Segment.Field(_, var slot) -> slot.surrounds(parts.get(i));
                    };
            if (!isAlike) {
                return false;
            }
        }
        return true;
    }

    /// Returns the values, in the order of `fields()`, for which `join` returns this key; empty if
    /// there are none.
    public Optional<List<Object>> match(String key) {
        if (!resembles(key)) {
            return Optional.empty();
        }
        List<String> parts = spelling.split(key);
        var values = new ArrayList<Object>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            if (segments.get(i) instanceof Segment.Field(_, var slot)) {
                var value = slot.value(parts.get(i), spelling);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.add(value.get());
            }
        }
        return Optional.of(List.copyOf(values));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// How a key is built from fields: `ORDER#{id}` is the literal `ORDER`, then the value of `id`.
///
/// A lone `{field}` is stored in that field's own attribute, unchanged. Any other template is a
/// composed string of escaped values.
///
/// @param text the template as written in the schema
/// @param segments at least one; no two name the same field
public record KeyTemplate(String text, List<Segment> segments) {
    static final String SEPARATOR = "#";

    public KeyTemplate {
        segments = List.copyOf(segments);
    }

    /// @throws KeyTemplateException if the text is not a template
    public static KeyTemplate parse(String text) {
        return new KeyTemplate(text, TemplateParser.segments(text));
    }

    /// Returns whether the key is one field's own attribute.
    public boolean isLone() {
        return segments.size() == 1 && segments.getFirst() instanceof Segment.Field;
    }

    /// Returns the names of the fields, in the order of the template.
    public List<String> fields() {
        return segments.stream()
                .filter(Segment.Field.class::isInstance)
                .map(segment -> ((Segment.Field) segment).name())
                .toList();
    }

    /// Returns the key for these values. Different values give different keys.
    ///
    /// @param values the texts of the fields, unescaped, in the order of `fields()`
    /// @throws IllegalArgumentException if there are more or fewer values than fields, or if a
    ///   composed key has an unpaired surrogate
    public String join(List<String> values) {
        int expected = fields().size();
        if (values.size() != expected) {
            throw new IllegalArgumentException(
                    "%s takes %d values, not %d".formatted(text, expected, values.size()));
        }
        if (isLone()) {
            return values.getFirst();
        }
        Iterator<String> rest = values.iterator();
        var parts = new ArrayList<String>(segments.size());
        for (Segment segment : segments) {
            parts.add(
                    switch (segment) {
                        case Segment.Literal literal -> literal.text();
                        case Segment.Field _ -> KeyText.escape(rest.next());
                    });
        }
        return String.join(SEPARATOR, parts);
    }

    /// Returns whether a key has the template's literals and its number of segments, whatever the
    /// values.
    public boolean resembles(String key) {
        List<String> parts = List.of(key.split(SEPARATOR, -1));
        if (parts.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (segments.get(i) instanceof Segment.Literal(String literal)
                    && !literal.equals(parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// Returns the values, in the order of `fields()`, for which `join` returns this key; empty if
    /// there are none.
    public Optional<List<String>> match(String key) {
        if (isLone()) {
            return Optional.of(List.of(key));
        }
        if (!resembles(key)) {
            return Optional.empty();
        }
        List<String> parts = List.of(key.split(SEPARATOR, -1));
        var values = new ArrayList<String>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            if (segments.get(i) instanceof Segment.Field) {
                Optional<String> value = KeyText.unescape(parts.get(i));
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.add(value.get());
            }
        }
        return Optional.of(List.copyOf(values));
    }
}

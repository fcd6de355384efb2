// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// How a key is spelled from fields: `ORDER#{id}` is the literal `ORDER`, then the value of `id`.
///
/// A lone `{field}` is that field's own attribute and holds its value as it is; anything else is a
/// composed string of escaped values.
///
/// @param text the template as the schema spells it
/// @param segments at least one; no two name one field
public record KeyTemplate(String text, List<Segment> segments) {
    static final String SEPARATOR = "#";

    public KeyTemplate {
        segments = List.copyOf(segments);
    }

    /// @throws KeyTemplateException where the text is no template
    public static KeyTemplate parse(String text) {
        return new KeyTemplate(text, TemplateParser.segments(text));
    }

    /// Whether the key is one field's own attribute.
    public boolean isLone() {
        return segments.size() == 1 && segments.getFirst() instanceof Segment.Field;
    }

    /// The names of the fields, in the order of the template.
    public List<String> fields() {
        return segments.stream()
                .filter(Segment.Field.class::isInstance)
                .map(segment -> ((Segment.Field) segment).name())
                .toList();
    }

    /// The key that these values spell. Different values spell different keys.
    ///
    /// @param values the texts of the fields, unescaped, in the order of `fields()`
    /// @throws IllegalArgumentException for more or fewer values than fields, or for an unpaired
    ///   surrogate in a composed key
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

    /// Whether a key has the literals and as many segments, whatever the values are.
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

    /// The values, in the order of `fields()`, from which `join` spells this key; empty where there
    /// are none.
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

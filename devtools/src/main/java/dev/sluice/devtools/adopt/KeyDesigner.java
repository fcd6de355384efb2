// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// Finds the template of a key: which fixed texts it has, and which fields.
final class KeyDesigner {
    private static final int LEAST_FOR_A_CONSTANT = 3;

    private final KeyShapes shapes;
    private final Spelling spelling;
    private final List<Map<String, AttributeValue>> items;
    private final FieldPool fields;

    /// @param items all with the key
    KeyDesigner(
            KeyShapes shapes,
            Spelling spelling,
            List<Map<String, AttributeValue>> items,
            FieldPool fields) {
        this.shapes = shapes;
        this.spelling = spelling;
        this.items = items;
        this.fields = fields;
    }

    /// @param composed whether the attribute holds composed keys, or copies of fields, in some
    ///   types
    /// @return null if the keys do not have one shape
    @Nullable KeyDesign of(String key, boolean composed) {
        if (!composed) {
            var field = fields.ofAttribute(key);
            var slot = new KeySlot(field, 0);
            return new KeyDesign(key, slot.text(), true, List.of(slot));
        }
        var shape = shapes.of(key, items.getFirst());
        if (!items.stream().allMatch(item -> shapes.of(key, item).equals(shape))) {
            return null;
        }
        var parts = new ArrayList<String>();
        var slots = new ArrayList<KeySlot>();
        for (var at = 0; at < shape.size(); at++) {
            var part = shape.get(at);
            var star = part.indexOf(KeyShapes.VALUE);
            if (star < 0) {
                parts.add(part);
                continue;
            }
            var values = values(key, at, part);
            if (isConstant(values, shape)) {
                parts.add(part.replace(KeyShapes.VALUE, values.getFirst()));
                continue;
            }
            var slot = slot(key, shape, at, values);
            slots.add(slot);
            parts.add(part.replace(KeyShapes.VALUE, slot.text()));
        }
        return new KeyDesign(
                key, String.join(Character.toString(spelling.separator()), parts), false, slots);
    }

    /// Returns whether the key may hold a part of a time. The time itself must be a field before
    /// the key is designed.
    boolean mayHoldTimePart(String key, boolean composed) {
        var shape = shapes.of(key, items.getFirst());
        return composed
                && items.stream().allMatch(item -> shapes.of(key, item).equals(shape))
                && IntStream.range(0, shape.size())
                        .filter(at -> shape.get(at).contains(KeyShapes.VALUE))
                        .anyMatch(at -> TimeParts.bucket(values(key, at, shape.get(at))) != null);
    }

    private List<String> values(String key, int at, String part) {
        return items.stream()
                .map(item ->
                        Parts.value(
                                part,
                                spelling.split(Objects.requireNonNull(Texts.of(item.get(key))))
                                        .get(at)))
                .map(Objects::requireNonNull)
                .toList();
    }

    private boolean isConstant(List<String> values, List<String> shape) {
        return shape.size() > 1
                && values.size() >= LEAST_FOR_A_CONSTANT
                && values.stream().distinct().count() == 1
                && values.getFirst().matches("[$A-Za-z][\\w$]*")
                && fields.slot(values, items, spelling) == null;
    }

    private KeySlot slot(String key, List<String> shape, int at, List<String> values) {
        var isWhole = shape.equals(List.of(KeyShapes.VALUE));
        var known = fields.slot(values, items, isWhole ? spelling.ofWhole() : spelling);
        if (known != null) {
            return known;
        }
        var similar = fields.similar(values, items);
        return similar != null
                ? fields.ofKeyOnly(
                        similar + "Key",
                        values,
                        items,
                        "The key has %s in another form, such as lower case.".formatted(similar))
                : fields.ofKeyOnly(name(key, shape, at), values, items, null);
    }

    /// Returns a name from the text before the value.
    private static String name(String key, List<String> shape, int at) {
        var beside = shape.get(at).replace(KeyShapes.VALUE, "");
        var before = !beside.isEmpty() ? beside : at > 0 ? shape.get(at - 1) : key;
        var name = before.replaceAll("[^A-Za-z0-9_-]", "");
        return name.isEmpty() ? Texts.field(key + "Value") : Texts.field(name);
    }
}

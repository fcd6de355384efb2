// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemEncoder;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Adds the changes that an update needs besides its expression: the version, composed index keys
/// and, for an item that it creates, key fields, the discriminator and defaults.
public final class DerivedAttributes {
    private static final AttributeValue ZERO = AttributeValue.fromN("0");
    private static final AttributeValue ONE = AttributeValue.fromN("1");

    private final Write.Update write;
    private final StoredType type;
    private final @Nullable Item seen;
    private final WriteValues values;
    private final UpdateChanges changes;
    private final Placeholders placeholders;
    private final Map<String, AttributeValue> known = new HashMap<>();

    public DerivedAttributes(
            Write.Update write,
            @Nullable Item seen,
            WriteValues values,
            UpdateChanges changes,
            Placeholders placeholders) {
        this.write = write;
        this.type = write.type();
        this.seen = seen;
        this.values = values;
        this.changes = changes;
        this.placeholders = placeholders;
        write.known()
                .forEach((field, value) -> {
                    var attribute = attribute(field);
                    var plain = values.read(value);
                    var encoded =
                            plain == null ? null : values.encoder().encode(attribute.type(), plain);
                    if (encoded != null) {
                        known.put(attribute.name(), encoded);
                    }
                });
    }

    /// Call it after the expression's own changes are known.
    public void complete() {
        if (type.version() != null && write.versioned()) {
            increment(attribute(type.version()));
        }
        var whole = new HashMap<>(known);
        if (write.creates()) {
            type.discriminator()
                    .texts()
                    .forEach((name, text) -> changes.assign(name, AttributeValue.fromS(text)));
            untouched().forEach(attribute -> keepOrSet(attribute, whole));
        }
        changes.apply(whole);
        indexKeys().forEach(key -> keepInStep(key, whole));
    }

    /// An item that was written by other means may have no version yet.
    private void increment(Attribute version) {
        increment(version.name(), changes, placeholders);
        if (compared(version) instanceof Integer before) {
            changes.reveal(
                    version.name(), AttributeValue.fromN(Long.toString(before.longValue() + 1)));
        }
    }

    static void increment(String version, UpdateChanges changes, Placeholders placeholders) {
        var name = placeholders.name(version);
        changes.compute(
                version,
                name,
                "if_not_exists(%s, %s) + %s"
                        .formatted(name, placeholders.value(ZERO), placeholders.value(ONE)));
    }

    /// Returns the version that the condition expects, or null if it expects none.
    private @Nullable Object compared(Attribute version) {
        if (write.version() != null) {
            return values.read(write.version());
        }
        return seen != null && write.seen() != null && write.seen().byVersion()
                ? seen.value(version.field())
                : null;
    }

    private void keepOrSet(Attribute attribute, Map<String, AttributeValue> whole) {
        var value = known.get(attribute.name());
        var initial = value == null ? values.encoder().byDefault(attribute) : value;
        if (initial != null) {
            keepOrSet(attribute.name(), initial);
            whole.put(attribute.name(), initial);
        }
    }

    private void keepOrSet(String attribute, AttributeValue value) {
        changes.compute(attribute, placeholders.name(attribute), ifNotExists(attribute, value));
    }

    private void keepInStep(Key key, Map<String, AttributeValue> whole) {
        var spelled = ItemEncoder.spelled(key, whole);
        if (key.fields().stream().anyMatch(changes::touches)) {
            changes.assign(key.attribute().name(), spelled);
        } else if (write.creates() && spelled != null) {
            keepOrSet(key.attribute().name(), spelled);
        }
    }

    /// Returns the key fields that are not key attributes themselves, and the fields with defaults,
    /// in a fixed order.
    private List<Attribute> untouched() {
        return type.shape().attributes().values().stream()
                .filter(attribute ->
                        write.known().containsKey(attribute.field())
                                || attribute.defaultValue() != null)
                .filter(attribute -> !changes.touches(attribute.name()))
                .filter(attribute -> !isTableKey(attribute.name()))
                .sorted(Comparator.comparing(Attribute::name))
                .toList();
    }

    private boolean isTableKey(String attribute) {
        return type.key().halves().anyMatch(key -> key.attribute().name().equals(attribute));
    }

    private List<Key> indexKeys() {
        return type.indexes().values().stream()
                .flatMap(index -> index.key().halves())
                .filter(Key::derived)
                .filter(key -> !isTableKey(key.attribute().name()))
                .sorted(Comparator.comparing(key -> key.attribute().name()))
                .toList();
    }

    private String ifNotExists(String attribute, AttributeValue value) {
        return "if_not_exists(%s, %s)"
                .formatted(placeholders.name(attribute), placeholders.value(value));
    }

    private Attribute attribute(String field) {
        return Objects.requireNonNull(type.shape().attribute(field), field);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.StoredCheck;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.KeyField;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.StoredType;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Encodes fields as the whole item that DynamoDB stores. Safe for use by many threads.
public final class ItemEncoder {
    private static final int FIRST_VERSION = 1;

    private final Map<String, ObjectShape> shapes;
    private final InstantSource clock;
    private final StoredCheck check;

    /// @param shapes the shape of every embedded type, by type name
    /// @param clock gives `$now` and the time in `$uuid`
    public ItemEncoder(Map<String, ObjectShape> shapes, InstantSource clock) {
        this.shapes = Map.copyOf(shapes);
        this.clock = clock;
        this.check = new StoredCheck(shapes);
    }

    /// Returns the item with its own attributes, defaults, the first version, the discriminator,
    /// and the composed keys of its table and of each index whose fields it has. Leaves out nulls
    /// and empty sets. Lower-cases texts if the schema says so.
    ///
    /// @param fields values as JSON has them; a time may be an `Instant`
    /// @throws IllegalArgumentException naming type, field and what is expected, for an unknown
    ///   field, a value of another type, a value that does not meet its field's constraints, or a
    ///   missing non-null field
    public Map<String, AttributeValue> encode(
            StoredType type, Map<String, ? extends @Nullable Object> fields) {
        var held = new HashMap<String, @Nullable Object>();
        fields.forEach((field, value) -> held.put(field, held(type, field, value)));
        return encode(type, held, new ObjectEncoder(shapes, clock.instant()));
    }

    private @Nullable Object held(StoredType type, String field, @Nullable Object value) {
        var attribute = type.shape().attribute(field);
        try {
            return attribute == null ? value : check.held(attribute, value, field);
        } catch (Refusal refusal) {
            var parameters = refusal.parameters();
            throw new IllegalArgumentException(
                    "%s.%s: expected a value that meets @constraint(%s: %s)"
                            .formatted(
                                    type.name(),
                                    parameters.get(Parameter.ARGUMENT.member()),
                                    parameters.get(Parameter.CONSTRAINT.member()),
                                    parameters.get(Parameter.BOUND.member())),
                    refusal);
        }
    }

    public static Map<String, AttributeValue> encode(
            StoredType type,
            Map<String, ? extends @Nullable Object> fields,
            ObjectEncoder encoder) {
        var all = new HashMap<String, @Nullable Object>(fields);
        if (type.version() != null) {
            all.putIfAbsent(type.version(), FIRST_VERSION);
        }
        for (var field : type.shape().attributes().keySet()) {
            var text = type.discriminating(field);
            if (text != null) {
                all.putIfAbsent(field, text);
            }
        }
        var item = encoder.encode(type.shape(), all);
        type.discriminator()
                .texts()
                .forEach((name, text) -> mark(type, item, name, AttributeValue.fromS(text)));
        type.keys()
                .filter(Key::derived)
                .forEach(key -> {
                    var spelled = spelled(key, item);
                    if (spelled != null) {
                        item.put(key.attribute().name(), spelled);
                    }
                });
        return item;
    }

    private static void mark(
            StoredType type, Map<String, AttributeValue> item, String name, AttributeValue text) {
        var other = item.put(name, text);
        if (other != null && !other.equals(text)) {
            throw new EncodingException("the text of its discriminator").at(type.name(), name);
        }
    }

    /// Returns the key that these attributes form, or null if one of its fields is absent. The key
    /// fields of a table are non-null.
    public static @Nullable AttributeValue spelled(Key key, Map<String, AttributeValue> item) {
        return spelled(key, field -> NestedAttributes.of(field, item));
    }

    static @Nullable AttributeValue spelled(
            Key key, Function<KeyField, @Nullable AttributeValue> item) {
        if (key.template().isLone()) {
            return item.apply(key.fields().getFirst());
        }
        var values = new ArrayList<Object>();
        for (var field : key.fields()) {
            var value = item.apply(field);
            if (value == null) {
                return null;
            }
            values.add(ScalarDecoder.decode(field.kind(), value));
        }
        try {
            var spelled = key.template().join(values);
            if (spelled != null) {
                return AttributeValue.fromS(spelled);
            }
        } catch (IllegalArgumentException e) {
            throw new EncodingException("text without half of a surrogate pair");
        }
        throw new EncodingException(
                "values that the key %s can hold, without its separator %s"
                        .formatted(key.template().text(), key.template().spelling().separator()));
    }
}

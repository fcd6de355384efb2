// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredType;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// What a composed key says of the fields that stand in it. In the key of a table that is what they
/// are, whatever attributes of their own hold. Pure.
///
/// @param values by field, the value that its own attribute should have
public record KeyFields(Map<String, AttributeValue> values) {
    public static final KeyFields NONE = new KeyFields(Map.of());

    public KeyFields {
        values = Map.copyOf(values);
    }

    /// Of the key of the table; null where the key is none of the type.
    public static @Nullable KeyFields of(StoredType type, Map<String, AttributeValue> attributes) {
        var values = new HashMap<String, AttributeValue>();
        var isOf =
                Stream.concat(Stream.of(type.partitionKey()), Stream.ofNullable(type.sortKey()))
                        .allMatch(key -> read(key, attributes, values));
        return isOf ? new KeyFields(values) : null;
    }

    /// Of any key; none where it is lone, absent or not spelled as its template says.
    public static KeyFields of(Key key, Map<String, AttributeValue> attributes) {
        var values = new HashMap<String, AttributeValue>();
        return read(key, attributes, values) ? new KeyFields(values) : NONE;
    }

    private static boolean read(
            Key key, Map<String, AttributeValue> attributes, Map<String, AttributeValue> into) {
        var stored = attributes.get(key.attribute().name());
        if (stored == null) {
            return false;
        }
        if (key.template().isLone()) {
            return true;
        }
        var texts = stored.s() == null ? null : key.template().match(stored.s()).orElse(null);
        if (texts == null) {
            return false;
        }
        var fields = key.template().fields();
        for (int i = 0; i < fields.size(); i++) {
            into.put(fields.get(i), AttributeValue.fromS(texts.get(i)));
        }
        return true;
    }

    public boolean has(String field) {
        return values.containsKey(field);
    }

    /// The item's attributes with what the key says in place of what it does not say.
    Map<String, AttributeValue> over(StoredType type, Map<String, AttributeValue> attributes) {
        if (values.isEmpty()) {
            return attributes;
        }
        var all = new HashMap<>(attributes);
        values.forEach((field, value) -> all.put(attribute(type, field).name(), value));
        return all;
    }

    /// The fields of which the attributes say something else than the key.
    Stream<String> differing(StoredType type, Map<String, AttributeValue> attributes) {
        return values.entrySet().stream()
                .filter(field -> {
                    var attribute = attribute(type, field.getKey());
                    var own = attributes.get(attribute.name());
                    return own != null
                            && !Boolean.TRUE.equals(own.nul())
                            && !told(attribute, own).equals(told(attribute, field.getValue()));
                })
                .map(Map.Entry::getKey)
                .sorted();
    }

    /// The value, or what is stored where that does not fit the field.
    private static Object told(Attribute attribute, AttributeValue stored) {
        try {
            return attribute.type() instanceof AttributeType.Scalar(ScalarKind kind)
                    ? ScalarDecoder.decode(kind, stored)
                    : stored;
        } catch (DecodingException _) {
            return stored;
        }
    }

    private static Attribute attribute(StoredType type, String field) {
        return Objects.requireNonNull(type.shape().attribute(field), field);
    }
}

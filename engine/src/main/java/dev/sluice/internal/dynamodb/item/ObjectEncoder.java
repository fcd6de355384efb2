// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.ScalarKind;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// Encodes the fields of objects as attributes. `$now` is the same moment for all of them.
public final class ObjectEncoder {
    private final Map<String, ObjectShape> shapes;
    private final Instant now;

    public ObjectEncoder(Map<String, ObjectShape> shapes, Instant now) {
        this.shapes = shapes;
        this.now = now;
    }

    /// @throws IllegalArgumentException naming type, field and what is expected
    Map<String, AttributeValue> encode(
            ObjectShape shape, Map<?, ? extends @Nullable Object> fields) {
        for (Object field : fields.keySet()) {
            if (shape.attribute(field.toString()) == null) {
                throw new EncodingException("one of " + new TreeSet<>(shape.attributes().keySet()))
                        .at(shape.type(), field.toString());
            }
        }
        var attributes = new HashMap<String, AttributeValue>();
        for (Attribute attribute : shape.attributes().values()) {
            try {
                var value = encode(attribute, fields.get(attribute.field()));
                if (value != null) {
                    attributes.put(attribute.name(), value);
                }
            } catch (EncodingException e) {
                throw e.at(shape.type(), attribute.field());
            }
        }
        return attributes;
    }

    /// Returns the value of `@attribute(default:)`, or null if the field has no default.
    public @Nullable AttributeValue byDefault(Attribute attribute) {
        var text = attribute.defaultValue();
        return text == null ? null : encode(attribute.type(), DefaultValue.of(text, now));
    }

    /// Returns null if the attribute is to be absent.
    private @Nullable AttributeValue encode(Attribute attribute, @Nullable Object given) {
        if (given != null) {
            return encode(attribute.type(), given);
        }
        if (attribute.defaultValue() != null) {
            return byDefault(attribute);
        }
        if (attribute.nonNull() && !(attribute.type() instanceof AttributeType.SetOf)) {
            throw new EncodingException("a value");
        }
        return null;
    }

    /// Returns null for an empty set. An object of an item that was read stays as it is stored,
    /// with attributes that the schema does not know.
    ///
    /// @throws IllegalArgumentException saying what is expected and, inside an object, of which
    ///   type and field
    public @Nullable AttributeValue encode(AttributeType type, Object value) {
        return switch (type) {
            case AttributeType.Scalar(ScalarKind kind) -> ScalarEncoder.encode(kind, value);
            case AttributeType.ListOf list ->
                    AttributeValue.fromL(
                            elements(value, list.maxItems()).stream()
                                    .map(element -> element(list, element))
                                    .toList());
            case AttributeType.SetOf set -> {
                var elements = elements(value, set.maxItems());
                yield elements.isEmpty() ? null : ScalarEncoder.encodeSet(set.element(), elements);
            }
            case AttributeType.Embedded(String name) ->
                    AttributeValue.fromM(
                            value instanceof StoredObject stored
                                    ? stored.attributes()
                                    : encode(
                                            Objects.requireNonNull(shapes.get(name), name),
                                            members(value)));
        };
    }

    private @Nullable AttributeValue element(AttributeType.ListOf type, @Nullable Object element) {
        if (element != null) {
            return encode(type.element(), element);
        }
        if (type.elementNonNull()) {
            throw new EncodingException("a list without nulls");
        }
        return AttributeValue.fromNul(true);
    }

    private static List<?> elements(Object value, @Nullable Integer maxItems) {
        if (!(value instanceof List<?> list)) {
            throw new EncodingException("a list");
        }
        if (maxItems != null && list.size() > maxItems) {
            throw new EncodingException("a list of at most " + maxItems + " items");
        }
        return list;
    }

    private static Map<?, ? extends @Nullable Object> members(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new EncodingException("an object");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The stored fields of one object: an item, or an object embedded in an item.
///
/// Decodes a field when it is read, so that a value that does not fit fails only its own field.
public sealed class StoredObject permits Item {
    private final ObjectShape shape;
    private final Map<String, AttributeValue> attributes;
    private final AttributeDecoder decoder;

    StoredObject(
            ObjectShape shape, Map<String, AttributeValue> attributes, AttributeDecoder decoder) {
        this.shape = shape;
        this.attributes = attributes;
        this.decoder = decoder;
    }

    /// Returns the field's value as `ScalarKind` defines it. A list or set is a `List`, an embedded
    /// object is a `StoredObject`. Returns null if the value is absent and the field is nullable.
    ///
    /// @throws MisfitException if the stored value does not fit the schema
    /// @throws IllegalArgumentException if the type stores no such field
    public final @Nullable Object value(String field) {
        Attribute attribute = shape.attribute(field);
        if (attribute == null) {
            throw new IllegalArgumentException(shape.type() + " stores no field " + field);
        }
        var stored = stored(attribute);
        var effective =
                stored == null || Boolean.TRUE.equals(stored.nul())
                        ? DefaultValue.whenAbsent(attribute)
                        : stored;
        if (effective == null) {
            return absent(attribute);
        }
        try {
            return decoder.decode(attribute.type(), effective);
        } catch (DecodingException e) {
            throw new MisfitException(shape.type(), field, e.expected());
        }
    }

    /// Like `value`, but an embedded object is a `Map` by field.
    public final @Nullable Object plain(String field) {
        return plain(value(field));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case StoredObject object -> object.fields();
            case List<?> elements -> {
                var plain = new ArrayList<@Nullable Object>();
                elements.forEach(element -> plain.add(plain(element)));
                yield plain;
            }
            case null, default -> value;
        };
    }

    /// Returns all fields, in the form of `plain`.
    public final Map<String, @Nullable Object> fields() {
        var fields = new HashMap<String, @Nullable Object>();
        shape.attributes().keySet().forEach(field -> fields.put(field, plain(field)));
        return fields;
    }

    /// Returns whether the attribute was fetched and has a value.
    public final boolean has(String attribute) {
        var value = attributes.get(attribute);
        return value != null && !Boolean.TRUE.equals(value.nul());
    }

    /// Returns whether another object of the type stores the same value in a field.
    public final boolean agrees(StoredObject other, String field) {
        var attribute = Objects.requireNonNull(shape.attribute(field), field);
        return Objects.equals(stored(attribute), other.stored(attribute));
    }

    /// Returns the stored value, or null if the attribute is absent or the type stores no such
    /// field.
    public final @Nullable AttributeValue stored(String field) {
        var attribute = shape.attribute(field);
        return attribute == null ? null : stored(attribute);
    }

    @Nullable AttributeValue stored(Attribute attribute) {
        return attributes.get(attribute.name());
    }

    public final Map<String, AttributeValue> attributes() {
        return attributes;
    }

    public final @Nullable AttributeValue attribute(String name) {
        return attributes.get(name);
    }

    /// An empty set is stored as absent.
    private @Nullable Object absent(Attribute attribute) {
        if (!attribute.nonNull()) {
            return null;
        }
        if (attribute.type() instanceof AttributeType.SetOf) {
            return List.of();
        }
        throw new MisfitException(shape.type(), attribute.field(), "there");
    }
}

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

/// Stored fields of one object: an item, or an object embedded in an item.
///
/// A field is decoded when it is asked for, so that a value that does not fit fails alone.
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

    /// The field's value as `ScalarKind` says; a list or set is a `List`, an embedded object a
    /// `StoredObject`. Null where it is absent and may be.
    ///
    /// @throws MisfitException where what is stored does not fit the schema
    /// @throws IllegalArgumentException where the type stores no such field
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

    /// As `value`, but an embedded object is a `Map` by field.
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

    Map<String, @Nullable Object> fields() {
        var fields = new HashMap<String, @Nullable Object>();
        shape.attributes().keySet().forEach(field -> fields.put(field, plain(field)));
        return fields;
    }

    /// Whether the attribute was fetched and holds something.
    public final boolean has(String attribute) {
        var value = attributes.get(attribute);
        return value != null && !Boolean.TRUE.equals(value.nul());
    }

    /// Whether another object of the type holds the same in a field.
    public final boolean agrees(StoredObject other, String field) {
        var attribute = Objects.requireNonNull(shape.attribute(field), field);
        return Objects.equals(stored(attribute), other.stored(attribute));
    }

    /// Null where the attribute is absent, or the type stores no such field.
    public final @Nullable AttributeValue stored(String field) {
        var attribute = shape.attribute(field);
        return attribute == null ? null : stored(attribute);
    }

    public @Nullable AttributeValue stored(Attribute attribute) {
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

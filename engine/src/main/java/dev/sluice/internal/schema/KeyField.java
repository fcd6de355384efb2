// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A field in a key template: one of the item's own, or a field of an object inside the item.
///
/// @param path how templates and expressions name it, such as `city` or `address.city`
/// @param attributes from the item's own attribute to that of the field, at least one
public record KeyField(String path, List<Attribute> attributes) {
    public KeyField {
        attributes = List.copyOf(attributes);
    }

    /// Returns a field of the item itself.
    public static KeyField of(Attribute own) {
        return new KeyField(own.field(), List.of(own));
    }

    /// Returns the field, or null if no object on the path stores such a field.
    ///
    /// @param shapes the shape of every embedded type, by type name
    public static @Nullable KeyField find(
            ObjectShape item, Map<String, ObjectShape> shapes, String path) {
        var attributes = new ArrayList<Attribute>();
        ObjectShape shape = item;
        for (var name : path.split("\\.", -1)) {
            var attribute = shape == null ? null : shape.attribute(name);
            if (attribute == null) {
                return null;
            }
            attributes.add(attribute);
            shape =
                    attribute.type() instanceof AttributeType.Embedded(var type)
                            ? shapes.get(type)
                            : null;
        }
        return new KeyField(path, attributes);
    }

    /// Returns the item's own attribute: that of the field, or of the object that contains it.
    public Attribute own() {
        return attributes.getFirst();
    }

    /// Returns the attribute of the field.
    public Attribute last() {
        return attributes.getLast();
    }

    /// Returns whether an object inside the item contains the field.
    public boolean isInside() {
        return attributes.size() > 1;
    }

    /// Returns the names of the attributes.
    public List<String> names() {
        return attributes.stream().map(Attribute::name).toList();
    }

    /// @throws IllegalStateException if the field is no scalar, which no key can hold
    public ScalarKind kind() {
        if (last().type() instanceof AttributeType.Scalar(var kind)) {
            return kind;
        }
        throw new IllegalStateException("an unchecked key field");
    }
}

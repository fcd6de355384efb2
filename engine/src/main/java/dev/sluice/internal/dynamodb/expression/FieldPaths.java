// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.expression.Operand;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Maps the fields of an expression to attributes and to DynamoDB's paths.
///
/// @param target the type of the fields; members that share a field store it alike
/// @param shapes the shape of every embedded type, by type name
public record FieldPaths(
        Target target, Map<String, ObjectShape> shapes, Placeholders placeholders) {
    /// An attribute that no item has.
    static final String NO_ITEM = "sluice:absent:";

    /// Returns the path of an attribute that no item has.
    public String nowhere() {
        return placeholders.name(NO_ITEM);
    }

    String spelled(Operand.FieldPath field) {
        return attributes(field).stream()
                .map(Attribute::name)
                .map(placeholders::name)
                .collect(Collectors.joining("."));
    }

    /// Returns the names of the attributes on the path.
    List<String> names(Operand.FieldPath field) {
        return attributes(field).stream().map(Attribute::name).toList();
    }

    /// Returns the attribute at the end of the path.
    Attribute last(Operand.FieldPath field) {
        return attributes(field).getLast();
    }

    private List<Attribute> attributes(Operand.FieldPath field) {
        var attributes = new ArrayList<Attribute>();
        attributes.add(attribute(field.names().getFirst()));
        for (String name : field.names().subList(1, field.names().size())) {
            if (!(attributes.getLast().type() instanceof AttributeType.Embedded(String type))) {
                throw new IllegalArgumentException(name + " is a field of no object");
            }
            var shape = Objects.requireNonNull(shapes.get(type), type);
            attributes.add(required(shape.attribute(name), name));
        }
        return attributes;
    }

    /// Returns the item's own attribute.
    public Attribute attribute(String field) {
        return required(
                target.members().stream()
                        .map(member -> member.shape().attribute(field))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                field);
    }

    private Attribute required(@Nullable Attribute attribute, String field) {
        if (attribute == null) {
            throw new IllegalArgumentException(target.type() + " stores no field " + field);
        }
        return attribute;
    }
}

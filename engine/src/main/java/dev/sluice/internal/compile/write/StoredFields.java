// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.ValueShapes;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.Operand;

import org.jspecify.annotations.Nullable;

/// Finds the fields to which an update refers.
final class StoredFields {
    private static final String HELD = "name a field that the item itself holds";

    private final ValueShapes forms;
    private final StoredType type;
    private final ExpressionLocation location;

    StoredFields(ValueShapes forms, StoredType type, ExpressionLocation location) {
        this.forms = forms;
        this.type = type;
        this.location = location;
    }

    /// @param shape the object that has the field
    record Found(ObjectShape shape, Attribute attribute) {}

    /// @return null if a problem was reported
    @Nullable Found find(Operand.FieldPath path) {
        var shape = type.shape();
        Attribute attribute = null;
        for (var name : path.names()) {
            if (attribute != null) {
                if (!(attribute.type() instanceof AttributeType.Embedded(var inside))) {
                    report(path, "`%s` has no fields".formatted(attribute.field()));
                    return null;
                }
                if (!attribute.nonNull()) {
                    location.report(
                            spell(path),
                            "`%s` can be absent, and then its fields cannot be changed"
                                    .formatted(attribute.field()),
                            "set the whole object, or make it non-null");
                    return null;
                }
                shape = forms.shape(inside);
            }
            attribute = shape.attribute(name);
            if (attribute == null) {
                location.report(
                        spell(path),
                        "`%s` has no stored field `%s`".formatted(shape.type(), name),
                        NearNames.fix(name, shape.attributes().keySet(), HELD));
                return null;
            }
        }
        return attribute == null ? null : new Found(shape, attribute);
    }

    private void report(Operand.FieldPath path, String fault) {
        location.report(spell(path), fault, HELD);
    }

    static String spell(Operand.FieldPath path) {
        return String.join(".", path.names());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.dynamodb.item.DefaultValue;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.MisfitException;
import dev.sluice.internal.dynamodb.item.StoredObject;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.expression.Operand;

import org.jspecify.annotations.Nullable;

import java.util.Base64;

/// The fields of an item, as `KnownCondition` takes them.
record ItemFields(Item item, FieldPaths paths) {
    /// Replaces a value that does not fit its field. It equals no value that fits.
    private static final Object MISFIT = new Object();

    /// Returns null if the field is absent and has no default.
    @Nullable Object value(Operand.FieldPath field) {
        var object = around(field);
        if (object == null) {
            return null;
        }
        var attribute = paths.last(field);
        if (object.stored(attribute.field()) == null
                && DefaultValue.whenAbsent(attribute) == null) {
            return null;
        }
        var value = value(object, attribute.field());
        return value instanceof String base64
                        && attribute.type().equals(new AttributeType.Scalar(ScalarKind.BINARY))
                ? Base64.getDecoder().decode(base64)
                : value;
    }

    /// Returns whether the attribute exists, or a key contains the field.
    boolean has(Operand.FieldPath field) {
        var object = around(field);
        return object != null && object.stored(field.names().getLast()) != null;
    }

    /// Returns the object that contains the last field of the path, or null if it does not exist.
    private @Nullable StoredObject around(Operand.FieldPath field) {
        StoredObject object = item;
        for (var name : field.names().subList(0, field.names().size() - 1)) {
            if (object.stored(name) == null
                    || !(value(object, name) instanceof StoredObject inside)) {
                return null;
            }
            object = inside;
        }
        return object;
    }

    private static @Nullable Object value(StoredObject object, String field) {
        try {
            return object.value(field);
        } catch (MisfitException _) {
            return MISFIT;
        }
    }
}

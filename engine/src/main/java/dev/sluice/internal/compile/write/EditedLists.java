// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.binding.ValueShape;
import dev.sluice.internal.compile.binding.ValueShapes;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.expression.ListEdit;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

/// Compiles changes of one object of a stored list, such as `list_put($cart.lines, $line)`.
final class EditedLists {
    private final ValueShapes forms;
    private final StoredValues stored;
    private final ValueBinder binder;
    private final ExpressionLocation location;

    EditedLists(
            ValueShapes forms,
            StoredValues stored,
            ValueBinder binder,
            ExpressionLocation location) {
        this.forms = forms;
        this.stored = stored;
        this.binder = binder;
        this.location = location;
    }

    /// @param shape the object that has the field
    /// @param attribute the field that the list is stored in
    /// @return null if a problem was reported
    Value.@Nullable Edited compile(Value.Edited value, ObjectShape shape, Attribute attribute) {
        var function = value.edit().function();
        var list = ValueBinder.spell(value.list());
        var known = binder.known(value.list());
        if (known == null) {
            return null;
        }
        if (!(known.form() instanceof ValueShape.ListOf(var element, _, _, var unique))
                || !(element instanceof ValueShape.Embedded(var type))
                || !(value.list().root() instanceof Root.Named)) {
            location.report(
                    list,
                    "%s changes a list of objects of an item that was read, and `%s` is none"
                            .formatted(function, list),
                    "read the item with @getItem(as: \"name\"), and write $name.field");
            return null;
        }
        if (unique == null) {
            location.report(
                    list,
                    "nothing tells the objects of `%s` apart".formatted(list),
                    "give the field @constraint(unique:)");
            return null;
        }
        if (!stored.fits(list, known.form(), shape, attribute)) {
            return null;
        }
        var fits =
                value.edit() == ListEdit.REMOVE
                        ? isValue(value, type, unique)
                        : isObject(value, type, unique, shape, attribute);
        return fits ? new Value.Edited(value.edit(), value.list(), value.given(), unique) : null;
    }

    private boolean isValue(Value.Edited value, String type, String unique) {
        return forms.shape(type).attribute(unique) instanceof Attribute field
                && field.type() instanceof AttributeType.Scalar(var kind)
                && binder.fit(value.given(), unique, kind) instanceof ValueBinder.Fit fit
                && isThere(fit.nullable(), ValueBinder.spell(value.given()));
    }

    private boolean isObject(
            Value.Edited value,
            String type,
            String unique,
            ObjectShape shape,
            Attribute attribute) {
        var given = ValueBinder.spell(value.given());
        var known = binder.known(value.given());
        if (known == null || !isThere(known.nullable(), given)) {
            return false;
        }
        if (known.form() instanceof ValueShape.Input input) {
            var member =
                    forms.fields(input).stream()
                            .filter(each -> each.name().equals(unique))
                            .findFirst()
                            .orElse(null);
            if (member == null) {
                location.report(
                        given,
                        "`%s` has no field `%s`, which tells the objects apart"
                                .formatted(input.type(), unique),
                        "add `%s` to the input type".formatted(unique));
                return false;
            }
            if (!isThere(member.nullable(), given + "." + unique)) {
                return false;
            }
            if (value.edit() == ListEdit.UPDATE) {
                return stored.fitsPart(input, forms.shape(type));
            }
        }
        var one = new ValueShape.ListOf(known.form(), false, 1, null);
        return stored.fits(given, one, shape, attribute);
    }

    private boolean isThere(boolean nullable, String value) {
        if (nullable) {
            location.report(
                    value,
                    "`%s` can be null, but it names an object of the list".formatted(value),
                    "make it non-null");
        }
        return !nullable;
    }
}

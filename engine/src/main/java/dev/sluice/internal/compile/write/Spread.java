// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.binding.ValueShape;
import dev.sluice.internal.compile.binding.ValueShapes;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.Value;

import java.util.List;
import java.util.Set;

/// Checks `...$input`, which stores the fields of an input object that the client sent.
final class Spread {
    private final ValueShapes forms;
    private final StoredType type;
    private final ValueBinder values;
    private final StoredValues stored;
    private final ExpressionLocation location;

    Spread(
            ValueShapes forms,
            StoredType type,
            ValueBinder values,
            StoredValues stored,
            ExpressionLocation location) {
        this.forms = forms;
        this.type = type;
        this.values = values;
        this.stored = stored;
        this.location = location;
    }

    /// Returns the fields of the input type that the item's type may store. Reports the problems of
    /// the others.
    ///
    /// @param others the fields that other parts of the expression set
    List<ValueShapes.Member> fields(Value.Reference input, Set<String> others) {
        var known = values.known(input);
        if (known == null) {
            return List.of();
        }
        if (!(known.form() instanceof ValueShape.Input object)) {
            location.report(
                    ValueBinder.spell(input),
                    "`...%s` is not an input object".formatted(ValueBinder.spell(input)),
                    "use an argument whose type is an input type");
            return List.of();
        }
        return forms.fields(object).stream()
                .map(field ->
                        known.nullable()
                                ? new ValueShapes.Member(field.name(), field.form(), true)
                                : field)
                .filter(field -> isStorable(input, object, field, others))
                .toList();
    }

    private boolean isStorable(
            Value.Reference input,
            ValueShape.Input object,
            ValueShapes.Member field,
            Set<String> others) {
        var name = field.name();
        var spelled = ValueBinder.spell(input);
        var attribute = type.shape().attribute(name);
        if (attribute == null) {
            return refuse(
                    spelled,
                    "`%s` has a field `%s`, which `%s` does not store"
                            .formatted(object.type(), name, type.name()),
                    "remove it from the input type, or set the fields one by one");
        }
        if (name.equals(type.version())) {
            return refuse(
                    spelled,
                    "`%s` has the field `%s`, the version, which Sluice sets"
                            .formatted(object.type(), name),
                    "remove it from the input type");
        }
        if (type.isDeletionMark(name)) {
            return refuse(
                    spelled,
                    "`%s` has the field `%s`, which marks deleted items"
                            .formatted(object.type(), name),
                    "remove it from the input type");
        }
        if (type.discriminating(name) != null) {
            return refuse(
                    spelled,
                    "`%s` has the field `%s`, the discriminator, which Sluice sets"
                            .formatted(object.type(), name),
                    "remove it from the input type");
        }
        if (type.pins().containsKey(name)) {
            return refuse(
                    spelled,
                    "`%s` has the field `%s`, which is pinned to $claims.%s"
                            .formatted(object.type(), name, type.pins().get(name)),
                    "remove it from the input type");
        }
        if (others.contains(name)) {
            return refuse(
                    spelled,
                    "`%s` has the field `%s`, which the expression also sets"
                            .formatted(object.type(), name),
                    "remove one of the two");
        }
        return stored.fits(spelled + "." + name, field.form(), type.shape(), attribute);
    }

    private boolean refuse(String spelled, String fault, String fix) {
        location.report(spelled, fault, fix);
        return false;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.binding.ValueShape;
import dev.sluice.internal.compile.binding.ValueShapes;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.compile.file.Types;
import dev.sluice.internal.compile.shape.FieldLiterals;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Checks that a field may hold what an expression stores in it.
final class StoredValues {
    private final ValueShapes forms;
    private final ValueBinder values;
    private final ExpressionLocation location;

    StoredValues(ValueShapes forms, ValueBinder values, ExpressionLocation location) {
        this.forms = forms;
        this.values = values;
        this.location = location;
    }

    /// @return the value as the field holds it, or null if a problem was reported
    ValueBinder.@Nullable Fit fit(Value value, ObjectShape shape, Attribute attribute) {
        if (value instanceof Value.Literal(var literal)
                && attribute.type() instanceof AttributeType.Scalar(var kind)) {
            return literal(value, literal, attribute.field(), kind);
        }
        if (value instanceof Value.Literal(var literal)) {
            if (literal instanceof List && attribute.type() instanceof AttributeType.ListOf) {
                return new ValueBinder.Fit(value, false);
            }
            misfit(ValueBinder.spell(value), attribute.field(), instead(literal, attribute));
            return null;
        }
        if (value instanceof Value.Edited edited) {
            var compiled =
                    new EditedLists(forms, this, values, location)
                            .compile(edited, shape, attribute);
            return compiled == null ? null : new ValueBinder.Fit(compiled, false);
        }
        var known = values.known(value);
        if (known == null) {
            return null;
        }
        return fits(ValueBinder.spell(value), known.form(), shape, attribute)
                ? new ValueBinder.Fit(value, known.nullable())
                : null;
    }

    private ValueBinder.@Nullable Fit literal(
            Value value, Object literal, String field, ScalarKind kind) {
        var fitting = FieldLiterals.of(literal, kind);
        if (fitting == null) {
            misfit(ValueBinder.spell(value), field, wanted(kind));
            return null;
        }
        values.checkMember(value, field, kind);
        return new ValueBinder.Fit(new Value.Literal(fitting), false);
    }

    /// Returns whether a field may hold values of a shape. Reports a problem if not.
    ///
    /// @param from the name of what has the shape, for messages
    boolean fits(String from, ValueShape form, ObjectShape shape, Attribute attribute) {
        return fits(
                from,
                form,
                attribute.field(),
                attribute.type(),
                Types.name(forms.definition(shape, attribute).getType()),
                new HashSet<>());
    }

    private boolean fits(
            String from,
            ValueShape form,
            String field,
            AttributeType type,
            String typeName,
            Set<String> seen) {
        return switch (form) {
            case ValueShape.Any _ -> true;
            case ValueShape.Scalar scalar when type instanceof AttributeType.Scalar(var kind) ->
                    scalar(from, scalar, field, kind, typeName);
            case ValueShape.ListOf list when element(type) instanceof AttributeType element -> {
                checkLength(from, list.maxItems(), field, maxItems(type));
                if (list.elementNullable() && !takesNull(type)) {
                    location.report(
                            from,
                            "`%s` can hold nulls, but the elements of `%s` are non-null"
                                    .formatted(from, field),
                            "make its elements non-null");
                }
                yield fits(from, list.element(), field, element, typeName, seen);
            }
            case ValueShape.SetOf set when element(type) instanceof AttributeType element -> {
                checkLength(from, set.maxItems(), field, maxItems(type));
                yield fits(from, set.element(), field, element, typeName, seen);
            }
            case ValueShape.Embedded(var own)
                    when type instanceof AttributeType.Embedded(var name) ->
                    name.equals(own) || misfit(from, field, wanted(type));
            case ValueShape.Input input when type instanceof AttributeType.Embedded(var name) ->
                    !seen.add(input.type() + " in " + name)
                            || object(input, forms.shape(name), seen);
            case ValueShape.Scalar _,
                    ValueShape.ListOf _,
                    ValueShape.SetOf _,
                    ValueShape.Embedded _,
                    ValueShape.Input _ ->
                    misfit(from, field, wanted(type));
        };
    }

    /// Returns the element type of a list or a set, or null for anything else.
    private static @Nullable AttributeType element(AttributeType type) {
        return switch (type) {
            case AttributeType.ListOf list -> list.element();
            case AttributeType.SetOf set -> new AttributeType.Scalar(set.element());
            case AttributeType.Scalar _, AttributeType.Embedded _ -> null;
        };
    }

    private static @Nullable Integer maxItems(AttributeType type) {
        return switch (type) {
            case AttributeType.ListOf list -> list.maxItems();
            case AttributeType.SetOf set -> set.maxItems();
            case AttributeType.Scalar _, AttributeType.Embedded _ -> null;
        };
    }

    private static boolean takesNull(AttributeType type) {
        return type instanceof AttributeType.ListOf list && !list.elementNonNull();
    }

    private boolean object(ValueShape.Input input, ObjectShape shape, Set<String> seen) {
        var before = location.problems().count();
        var given = new HashSet<String>();
        for (var member : forms.fields(input)) {
            var from = input.type() + "." + member.name();
            var attribute = shape.attribute(member.name());
            given.add(member.name());
            if (attribute == null) {
                location.report(
                        "`%s` does not store the field `%s`, which `%s` has"
                                .formatted(shape.type(), member.name(), input.type()),
                        "remove it from the input type, or store it");
                continue;
            }
            if (member.nullable() && needsValue(attribute)) {
                location.report(
                        "`%s` can be null, but `%s.%s` is non-null"
                                .formatted(from, shape.type(), attribute.field()),
                        "make it non-null, or give the stored field @attribute(default:)");
            }
            fits(
                    from,
                    member.form(),
                    shape.type() + "." + attribute.field(),
                    attribute.type(),
                    Types.name(forms.definition(shape, attribute).getType()),
                    seen);
        }
        shape.attributes().values().stream()
                .filter(attribute -> needsValue(attribute) && !given.contains(attribute.field()))
                .sorted(Comparator.comparing(Attribute::field))
                .forEach(attribute ->
                        location.report(
                                "`%s.%s` is non-null, but `%s` does not have it"
                                        .formatted(shape.type(), attribute.field(), input.type()),
                                "add it to the input type, or give it @attribute(default:)"));
        return location.problems().count() == before;
    }

    /// Returns whether the fields of an input object fit those of a stored object that has the
    /// others already. Reports a problem if not.
    boolean fitsPart(ValueShape.Input input, ObjectShape shape) {
        var before = location.problems().count();
        for (var member : forms.fields(input)) {
            var from = input.type() + "." + member.name();
            var attribute = shape.attribute(member.name());
            if (attribute == null) {
                location.report(
                        "`%s` does not store the field `%s`, which `%s` has"
                                .formatted(shape.type(), member.name(), input.type()),
                        "remove it from the input type, or store it");
            } else {
                fits(from, member.form(), shape, attribute);
            }
        }
        return location.problems().count() == before;
    }

    /// Returns whether an item without the field would be a misfit. An empty set is stored as an
    /// absent attribute.
    static boolean needsValue(Attribute attribute) {
        return attribute.nonNull()
                && attribute.defaultValue() == null
                && !(attribute.type() instanceof AttributeType.SetOf);
    }

    private void checkLength(
            String from, @Nullable Integer longest, String field, @Nullable Integer maxItems) {
        if (maxItems != null && (longest == null || longest > maxItems)) {
            location.report(
                    from,
                    "`%s` can be longer than `%s`, which holds at most %d items"
                            .formatted(from, field, maxItems),
                    "bound it with @constraint(maxItems: %d)".formatted(maxItems));
        }
    }

    private boolean scalar(
            String from, ValueShape.Scalar given, String field, ScalarKind kind, String typeName) {
        var fits =
                switch (kind) {
                    case STRING, ID -> Scalars.comparable(given.kind(), ScalarKind.STRING);
                    case BINARY ->
                            given.kind() == ScalarKind.BINARY || given.type().equals("String");
                    case ENUM -> given.type().equals(typeName);
                    case INT -> given.kind() == ScalarKind.INT;
                    case FLOAT ->
                            given.kind() == ScalarKind.INT || given.kind() == ScalarKind.FLOAT;
                    case DECIMAL -> Scalars.comparable(given.kind(), ScalarKind.DECIMAL);
                    case DATE_TIME, DATE_TIME_SECONDS, DATE, EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                            Scalars.comparable(given.kind(), ScalarKind.DATE_TIME);
                    case BOOLEAN, JSON -> given.kind() == kind;
                };
        return fits || misfit(from, field, wanted(kind));
    }

    private boolean misfit(String from, String field, String fix) {
        location.report(from, "`%s` does not fit `%s`".formatted(from, field), fix);
        return false;
    }

    private static String instead(Object literal, Attribute attribute) {
        return literal instanceof List && attribute.type() instanceof AttributeType.SetOf
                ? "an empty set is stored as an absent attribute: leave it out, or REMOVE it"
                : wanted(attribute.type());
    }

    private static String wanted(AttributeType type) {
        return switch (type) {
            case AttributeType.Scalar(var kind) -> wanted(kind);
            case AttributeType.ListOf _, AttributeType.SetOf _ ->
                    "give it a list of the field's elements";
            case AttributeType.Embedded(var name) ->
                    "give it an input object with the fields of `%s`".formatted(name);
        };
    }

    private static String wanted(ScalarKind kind) {
        return switch (kind) {
            case STRING, ID -> "give it a string";
            case ENUM -> "give it a value of the same enum";
            case DATE_TIME, DATE_TIME_SECONDS, DATE, EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                    "give it a DateTime";
            case INT -> "give it an Int";
            case FLOAT -> "give it a Float or an Int";
            case DECIMAL -> "give it a number";
            case BINARY -> "give it a String, in base64";
            case BOOLEAN -> "give it a Boolean";
            case JSON -> "give it JSON";
        };
    }
}

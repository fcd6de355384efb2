// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.compile.key.KeyPosition;
import dev.sluice.internal.compile.key.Term;
import dev.sluice.internal.compile.shape.FieldLiterals;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.TimeBucket;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Checks that a value of an expression fits its field.
public final class ValueBinder {
    private final Scope scope;
    private final ExpressionLocation location;

    public ValueBinder(Scope scope, ExpressionLocation location) {
        this.scope = scope;
        this.location = location;
    }

    /// A value that fits, and whether it can be null.
    public record Fit(Value value, boolean nullable) {}

    /// A list, how long it can be, and whether it can be null.
    public record BoundedList(Value.Reference list, int maxItems, boolean nullable) {}

    /// @param field the field's name, for messages
    /// @return null if a problem was reported
    public @Nullable Fit fit(Value value, String field, ScalarKind kind) {
        var known = known(value);
        if (known == null) {
            return null;
        }
        if (value instanceof Value.Literal(var literal)) {
            var fitting = FieldLiterals.of(literal, kind);
            if (fitting == null) {
                location.report(
                        field, "the literal does not fit `%s`".formatted(field), fits(kind));
                return null;
            }
            return new Fit(new Value.Literal(fitting), false);
        }
        var fits =
                switch (known.form()) {
                    case ValueShape.Any _ -> true;
                    case ValueShape.Scalar(var own, _, _) -> isComparable(value, own, field, kind);
                    case ValueShape.ListOf _, ValueShape.SetOf _ -> {
                        location.report(
                                spell(value),
                                "`%s` is a list".formatted(spell(value)),
                                "use IN for a batch of reads, or use a single value");
                        yield false;
                    }
                    case ValueShape.Input _, ValueShape.Embedded _ -> {
                        reportObject(value, known.form());
                        yield false;
                    }
                };
        return fits ? new Fit(value, known.nullable()) : null;
    }

    /// Returns the value if it is a text, or null if a problem was reported.
    public @Nullable Value text(Value value) {
        var fit = fit(value, spell(value), ScalarKind.STRING);
        return fit == null ? null : fit.value();
    }

    /// Returns the field that is the global id of a type, or null if the type has none.
    @Nullable NodeField node(StoredType type) {
        return scope.node(type);
    }

    /// Returns the kind with which a value, or each element of a list, is compared at a position of
    /// a key: a bucket of times takes a time, or the text of the bucket.
    ScalarKind kind(Value value, KeyPosition.Named position) {
        if (!(position.slot().form() instanceof TimeBucket bucket)) {
            return position.kind();
        }
        var isText =
                value instanceof Value.Literal(var literal)
                        ? literal instanceof String text && bucket.start(text).isPresent()
                        : known(value) instanceof KnownValue known
                                && element(known.form()) instanceof ValueShape.Scalar(var own, _, _)
                                && Scalars.comparable(own, ScalarKind.STRING);
        return isText ? ScalarKind.STRING : position.kind();
    }

    private static ValueShape element(ValueShape form) {
        return form instanceof ValueShape.ListOf(var element, _, _, _) ? element : form;
    }

    /// Reports unknown values in terms whose fields cannot be checked because of another problem.
    public void checkKnown(Map<String, Term> terms) {
        terms.values().forEach(term -> term.values().forEach(this::known));
    }

    /// Returns the checked list of an `IN $list` term, or null if a problem was reported.
    @Nullable BoundedList list(Value.Reference list, String field, ScalarKind kind) {
        var known = known(list);
        if (known == null) {
            return null;
        }
        return switch (known.form()) {
            case ValueShape.ListOf(ValueShape.Scalar(var element, _, _), _, var maxItems, _) ->
                    bounded(list, known, element, maxItems, field, kind);
            case ValueShape.SetOf(ValueShape.Scalar(var element, _, _), var maxItems) ->
                    bounded(list, known, element, maxItems, field, kind);
            case ValueShape.ListOf(var element, _, _, _) -> {
                reportObject(list, element);
                yield null;
            }
            case ValueShape.Input _, ValueShape.Embedded _ -> {
                reportObject(list, known.form());
                yield null;
            }
            case ValueShape.Any _, ValueShape.Scalar _ -> {
                location.report(
                        spell(list),
                        "`%s` is not a list".formatted(spell(list)),
                        "write `%s = %s`, or make it a list with @constraint(maxItems:)"
                                .formatted(field, spell(list)));
                yield null;
            }
        };
    }

    private @Nullable BoundedList bounded(
            Value.Reference list,
            KnownValue known,
            ScalarKind element,
            @Nullable Integer maxItems,
            String field,
            ScalarKind kind) {
        if (maxItems == null) {
            location.report(
                    spell(list),
                    "`%s` is a list of unbounded length".formatted(spell(list)),
                    "bound it with @constraint(maxItems:)");
            return null;
        }
        return isComparable(list, element, field, kind)
                ? new BoundedList(list, maxItems, known.nullable())
                : null;
    }

    private void reportObject(Value value, ValueShape form) {
        var root = value instanceof Value.Reference reference ? reference.root().text() : "input";
        if (form instanceof ValueShape.Input(var type)) {
            location.report(
                    spell(value),
                    "`%s` is an object, not a scalar".formatted(type),
                    "name one of its fields, as in $%s.field".formatted(root));
        } else {
            location.report(
                    spell(value),
                    "`%s` is not a scalar"
                            .formatted(
                                    value instanceof Value.Reference(_, var path)
                                            ? String.join(".", path)
                                            : spell(value)),
                    "name a scalar field of the " + root);
        }
    }

    /// Reports a literal that can never equal a field because the field's enum has no such value.
    public void checkMember(Value value, String field, ScalarKind kind) {
        if (kind == ScalarKind.ENUM
                && value instanceof Value.Literal(String text)
                && !scope.isEnumValue(field, text)) {
            location.report(
                    "'" + text + "'",
                    "the enum of `%s` has no value `%s`".formatted(field, text),
                    "use one of its values");
        }
    }

    /// Returns whether clients can leave the value out: it is a nullable argument, or a nullable
    /// part of one.
    public boolean isOptional(Value value) {
        return value instanceof Value.Reference reference
                && scope.isSent(reference)
                && known(value) instanceof KnownValue known
                && known.nullable();
    }

    /// Returns what is known about a value, or null if a problem was reported.
    public @Nullable KnownValue known(Value value) {
        try {
            return scope.known(value);
        } catch (UnusableValueException e) {
            location.report(spell(value), e.fault(), e.fix());
            return null;
        }
    }

    private boolean isComparable(Value value, ScalarKind known, String field, ScalarKind kind) {
        if (Scalars.comparable(known, kind)) {
            return true;
        }
        location.report(
                spell(value),
                "`%s` and `%s` have different types".formatted(spell(value), field),
                fits(kind));
        return false;
    }

    private static String fits(ScalarKind kind) {
        return switch (kind) {
            case STRING, ID, ENUM -> "compare it with a string";
            case DATE_TIME, DATE_TIME_SECONDS, DATE, EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                    "compare it with a DateTime";
            case INT, FLOAT, DECIMAL -> "compare it with a number";
            case BINARY -> "compare it with a binary field";
            case BOOLEAN -> "compare it with true or false";
            case JSON -> "compare a field of another type: JSON has no order and no equality";
        };
    }

    /// Returns the value as written in the schema.
    public static String spell(Value value) {
        return switch (value) {
            case Value.Literal(String text) -> "'" + text + "'";
            case Value.Literal(var other) -> other.toString();
            case Value.Negated(var negated) -> "-" + spell(negated);
            case Value.Shifted(var time, var by) -> spell(time) + by.text();
            case Value.Extreme(var greatest, var one, var other) ->
                    "%s(%s, %s)".formatted(greatest ? "max" : "min", spell(one), spell(other));
            case Value.Edited(var edit, var list, var given, _) ->
                    "%s(%s, %s)".formatted(edit.function(), spell(list), spell(given));
            case Value.Element _ -> "an element";
            case Value.OfGlobalId(var id, _, _) -> spell(id);
            case Value.Reference reference -> reference.text();
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.binding.ValueShapes;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.SetValue;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

/// Compiles the right sides of `SET field = ...`.
final class SetValues {
    private final ValueShapes forms;
    private final StoredFields fields;
    private final StoredValues stored;
    private final ValueBinder binder;
    private final ExpressionLocation location;
    private final boolean upsert;

    SetValues(
            ValueShapes forms,
            StoredFields fields,
            StoredValues stored,
            ValueBinder binder,
            ExpressionLocation location,
            boolean upsert) {
        this.forms = forms;
        this.fields = fields;
        this.stored = stored;
        this.binder = binder;
        this.location = location;
        this.upsert = upsert;
    }

    /// @return null if a problem was reported
    @Nullable SetValue compile(StoredFields.Found target, SetValue value) {
        return switch (value) {
            case SetValue.Of(var given) -> whole(target, given);
            case SetValue.Sum(var left, var right) -> {
                var one = number(target, left);
                var other = number(target, right);
                yield one == null || other == null ? null : new SetValue.Sum(one, other);
            }
            case SetValue.Difference(var left, var right) -> {
                var one = number(target, left);
                var other = number(target, right);
                yield one == null || other == null ? null : new SetValue.Difference(one, other);
            }
            case SetValue.Term term -> term(target, term);
        };
    }

    /// Setting a nullable field to null removes it. For a non-null field, a request with null is
    /// refused.
    private @Nullable SetValue whole(StoredFields.Found target, Value given) {
        var fit = stored.fit(given, target.shape(), target.attribute());
        if (fit == null) {
            return null;
        }
        if (fit.nullable() && target.attribute().nonNull() && !binder.isOptional(given)) {
            reportNull(given, target.attribute().field());
            return null;
        }
        return new SetValue.Of(fit.value());
    }

    /// A value in a computation cannot be null.
    @Nullable Value given(StoredFields.Found target, Value value) {
        var fit = stored.fit(value, target.shape(), target.attribute());
        if (fit != null && fit.nullable()) {
            reportNull(value, target.attribute().field());
            return null;
        }
        return fit == null ? null : fit.value();
    }

    private void reportNull(Value value, String field) {
        location.report(
                ValueBinder.spell(value),
                "`%s` can be null, but `%s` needs a value"
                        .formatted(ValueBinder.spell(value), field),
                "make it non-null");
    }

    private SetValue.@Nullable Term number(StoredFields.Found target, SetValue.Term term) {
        if (!isNumber(target.attribute())) {
            location.report(
                    target.attribute().field(),
                    "`%s` is not a number, but + and - need numbers"
                            .formatted(target.attribute().field()),
                    "SET it to a value");
            return null;
        }
        return term(target, term);
    }

    private SetValue.@Nullable Term term(StoredFields.Found target, SetValue.Term term) {
        return switch (term) {
            case SetValue.Of(var value) -> {
                var given = given(target, value);
                yield given == null ? null : new SetValue.Of(given);
            }
            case SetValue.OfField(var field) ->
                    isAlike(target, field) && isThere(field) ? term : null;
            case SetValue.IfNotExists(var field, var otherwise) -> {
                var other = term(target, otherwise);
                yield !isAlike(target, field) || other == null
                        ? null
                        : new SetValue.IfNotExists(field, other);
            }
            case SetValue.ListAppend(var first, var second) -> append(target, first, second);
        };
    }

    private SetValue.@Nullable Term append(
            StoredFields.Found target, SetValue.Term first, SetValue.Term second) {
        if (!(target.attribute().type() instanceof AttributeType.ListOf)) {
            location.report(
                    "list_append",
                    "`%s` is not a list".formatted(target.attribute().field()),
                    "use ADD for a set");
            return null;
        }
        if (isDefault(first, second) || isDefault(second, first)) {
            var field = target.attribute().field();
            location.report(
                    "list_append",
                    "list_append stores the same elements twice if `%s` is absent".formatted(field),
                    "write if_not_exists(%s, [])".formatted(field));
            return null;
        }
        var head = term(target, first);
        var tail = term(target, second);
        return head == null || tail == null ? null : new SetValue.ListAppend(head, tail);
    }

    /// Returns whether a term has the value of another one if its field is absent.
    private static boolean isDefault(SetValue.Term one, SetValue.Term other) {
        return one instanceof SetValue.IfNotExists(_, var otherwise) && otherwise.equals(other);
    }

    private boolean isAlike(StoredFields.Found target, Operand.FieldPath field) {
        var found = fields.find(field);
        if (found == null) {
            return false;
        }
        var alike =
                isAlike(found.attribute().type(), target.attribute().type())
                        || (isNumber(found.attribute())
                                && isNumber(target.attribute())
                                && kind(target.attribute()) == ScalarKind.DECIMAL);
        if (!alike) {
            location.report(
                    StoredFields.spell(field),
                    "`%s` and `%s` have different types"
                            .formatted(target.attribute().field(), StoredFields.spell(field)),
                    "use a field of the same type");
        }
        return alike;
    }

    /// Ignores the limits on the length of lists, because constraints enforce them.
    private static boolean isAlike(AttributeType one, AttributeType other) {
        return switch (one) {
            case AttributeType.ListOf(var element, var nonNull, _) ->
                    other instanceof AttributeType.ListOf(var own, var ownNonNull, _)
                            && element.equals(own)
                            && nonNull == ownNonNull;
            case AttributeType.SetOf(var element, _) ->
                    other instanceof AttributeType.SetOf(var own, _) && element == own;
            case AttributeType.Scalar _, AttributeType.Embedded _ -> one.equals(other);
        };
    }

    /// DynamoDB refuses an update that computes with an absent attribute.
    private boolean isThere(Operand.FieldPath field) {
        var found = fields.find(field);
        var spelled = StoredFields.spell(field);
        if (found == null || (found.attribute().nonNull() && !upsert)) {
            return true;
        }
        location.report(
                spelled,
                "`%s` can be absent, but DynamoDB cannot compute with an absent value"
                        .formatted(spelled),
                "write if_not_exists(%s, value)".formatted(spelled));
        return false;
    }

    /// Returns whether nothing limits the size of the value that is set.
    boolean grows(Attribute attribute, SetValue value) {
        return switch (value) {
            case SetValue.ListAppend _ -> true;
            case SetValue.IfNotExists(_, var otherwise) -> grows(attribute, otherwise);
            case SetValue.Of(var given) -> {
                var known = binder.known(given);
                yield known != null && forms.isUnbounded(known.form()) && !isNumber(attribute);
            }
            case SetValue.Sum _, SetValue.Difference _, SetValue.OfField _ -> false;
        };
    }

    /// Returns whether nothing limits the size of a set to which the elements are added.
    boolean grows(AttributeType.SetOf set, Value added) {
        var known = binder.known(added);
        return set.maxItems() == null || (known != null && forms.isUnbounded(known.form()));
    }

    static boolean isNumber(Attribute attribute) {
        var kind = kind(attribute);
        return kind != null && Scalars.comparable(kind, ScalarKind.DECIMAL);
    }

    private static @Nullable ScalarKind kind(Attribute attribute) {
        return attribute.type() instanceof AttributeType.Scalar(var kind) ? kind : null;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.dynamodb.item.DefaultValue;
import dev.sluice.internal.dynamodb.item.KeyFields;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.SetValue;
import dev.sluice.internal.schema.expression.UpdateExpression;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.List;

/// Renders the actions of an update for DynamoDB.
///
/// Setting a field to null, or to an empty set, removes it. Adding or deleting null or an empty set
/// does nothing. `list_append` treats an absent list as empty, and null as no elements. Any other
/// field that an action takes a value from, or changes a part of, must exist.
public final class UpdateRenderer {
    private final FieldPaths paths;
    private final WriteValues values;
    private final UpdateChanges changes;
    private final KeyFields key;
    private final ComputedBounds bounds;

    /// @param key the field values that the key of the item contains
    public UpdateRenderer(
            FieldPaths paths, WriteValues values, UpdateChanges changes, KeyFields key) {
        this.bounds = new ComputedBounds(paths, values);
        this.paths = paths;
        this.values = values;
        this.changes = changes;
        this.key = key;
    }

    /// @throws Refusal if a value is missing
    public void render(UpdateExpression expression) {
        expression.actions().forEach(this::render);
    }

    private void render(UpdateExpression.Action action) {
        needObject(action);
        switch (action) {
            case UpdateExpression.Set(var field, SetValue.Of(var value)) ->
                    assign(field, values.read(value));
            case UpdateExpression.Set(var field, var value) -> compute(field, value);
            case UpdateExpression.SetAll(var input) ->
                    values.fields(input)
                            .forEach((field, value) ->
                                    assign(new Operand.FieldPath(List.of(field)), value));
            case UpdateExpression.Remove(var field) -> write(field, null);
            case UpdateExpression.Add(var field, var value) -> {
                var added = element(field, value);
                if (added != null) {
                    add(field, added);
                    fit(field, paths.last(field).type(), added, false);
                    bound(field, added);
                }
            }
            case UpdateExpression.Delete(var field, var value) -> {
                var deleted = element(field, value);
                if (deleted != null) {
                    changes.delete(root(field), paths.spelled(field), deleted);
                    changes.fit(SetRoom.of(paths.last(field), deleted, false));
                }
            }
        }
    }

    /// A field inside an object can change only if the object exists.
    private void needObject(UpdateExpression.Action action) {
        var names =
                switch (action) {
                    case UpdateExpression.Set(var field, _) -> field.names();
                    case UpdateExpression.SetAll _ -> List.<String>of();
                    case UpdateExpression.Remove(var field) -> field.names();
                    case UpdateExpression.Add(var field, _) -> field.names();
                    case UpdateExpression.Delete(var field, _) -> field.names();
                };
        if (names.size() > 1) {
            var object = names.subList(0, names.size() - 1);
            changes.need(paths.spelled(new Operand.FieldPath(object)));
        }
    }

    private void assign(Operand.FieldPath field, @Nullable Object value) {
        write(field, values.encoded(paths.last(field), value));
    }

    /// DynamoDB counts an absent number from 0; the schema counts it from its default.
    private void add(Operand.FieldPath field, AttributeValue added) {
        var initial = DefaultValue.whenAbsent(paths.last(field));
        if (initial == null || new BigDecimal(initial.n()).signum() == 0) {
            changes.add(root(field), paths.spelled(field), added);
        } else {
            changes.compute(
                    root(field),
                    paths.spelled(field),
                    orElse(field, initial) + " + " + placeholder(added));
        }
    }

    private void write(Operand.FieldPath field, @Nullable AttributeValue value) {
        if (field.names().size() == 1) {
            changes.assign(root(field), value);
        } else {
            changes.assignPart(paths.names(field), paths.spelled(field), value);
        }
    }

    private void compute(Operand.FieldPath field, SetValue value) {
        if (value instanceof SetValue.IfNotExists(var same, SetValue.Of(var otherwise))
                && same.equals(field)
                && values.read(otherwise) == null) {
            return;
        }
        var type = paths.last(field).type();
        changes.compute(root(field), paths.spelled(field), operand(value, type));
        changes.require(bounds.computed(field, value));
        switch (value) {
            case SetValue.Sum(SetValue.OfField(var base), SetValue.Of(var added)) ->
                    fit(base, type, added, false);
            case SetValue.Sum(SetValue.Of(var added), SetValue.OfField(var base)) ->
                    fit(base, type, added, false);
            case SetValue.Difference(SetValue.OfField(var base), SetValue.Of(var taken)) ->
                    fit(base, type, taken, true);
            case SetValue.Sum _, SetValue.Difference _, SetValue.Term _ -> {}
        }
    }

    private void bound(Operand.FieldPath field, AttributeValue added) {
        var attribute = paths.last(field);
        if (attribute.type() instanceof AttributeType.SetOf) {
            changes.fit(SetRoom.of(attribute, added, true));
        } else {
            changes.require(bounds.added(field, added));
        }
    }

    private void fit(Operand.FieldPath base, AttributeType type, Value added, boolean negated) {
        fit(base, type, encoded(type, values.read(added)), negated);
    }

    /// An `Int` that is computed from a field of the item must stay within `Int`.
    private void fit(
            Operand.FieldPath base, AttributeType type, AttributeValue added, boolean negated) {
        if (base.names().size() == 1 && type.equals(new AttributeType.Scalar(ScalarKind.INT))) {
            var number = new BigDecimal(added.n());
            changes.fit(IntRange.forAdding(root(base), negated ? number.negate() : number));
        }
    }

    private String operand(SetValue value, AttributeType type) {
        return switch (value) {
            case SetValue.Sum(var left, var right) ->
                    operand(left, type) + " + " + operand(right, type);
            case SetValue.Difference(var left, var right) ->
                    operand(left, type) + " - " + operand(right, type);
            case SetValue.Of(var spelled) -> placeholder(encoded(type, values.read(spelled)));
            case SetValue.OfField(var field) -> source(field);
            case SetValue.IfNotExists(var field, var otherwise) -> {
                var known = key.values().get(field.names().getFirst());
                yield known == null
                        ? "if_not_exists(%s, %s)"
                                .formatted(paths.spelled(field), operand(otherwise, type))
                        : placeholder(known);
            }
            case SetValue.ListAppend(var first, var second) ->
                    "list_append(%s, %s)".formatted(list(first, type), list(second, type));
        };
    }

    /// Renders the field as its value in the key, or as its attribute with the default if there is
    /// one. Without a default, the attribute must exist.
    private String source(Operand.FieldPath field) {
        var known = key.values().get(field.names().getFirst());
        if (known != null) {
            return placeholder(known);
        }
        var initial = DefaultValue.whenAbsent(paths.last(field));
        if (initial != null) {
            return orElse(field, initial);
        }
        changes.need(paths.spelled(field));
        return paths.spelled(field);
    }

    private String orElse(Operand.FieldPath field, AttributeValue otherwise) {
        return "if_not_exists(%s, %s)".formatted(paths.spelled(field), placeholder(otherwise));
    }

    private String list(SetValue.Term term, AttributeType type) {
        return switch (term) {
            case SetValue.OfField(var field) ->
                    "if_not_exists(%s, %s)"
                            .formatted(
                                    paths.spelled(field),
                                    placeholder(AttributeValue.fromL(List.of())));
            case SetValue.Of(var value) when values.read(value) == null ->
                    placeholder(AttributeValue.fromL(List.of()));
            case SetValue.Term other -> operand(other, type);
        };
    }

    private AttributeValue encoded(AttributeType type, @Nullable Object value) {
        var encoded = value == null ? null : values.encoder().encode(type, value);
        if (encoded == null) {
            throw new Refusal(Reason.VALUE_MISSING);
        }
        return encoded;
    }

    /// Returns null if there is nothing to add or to delete.
    private @Nullable AttributeValue element(Operand.FieldPath field, Value value) {
        var element = values.read(value);
        return element == null ? null : values.encoder().encode(paths.last(field).type(), element);
    }

    private String placeholder(AttributeValue value) {
        return paths.placeholders().value(value);
    }

    private String root(Operand.FieldPath field) {
        Attribute attribute = paths.attribute(field.names().getFirst());
        return attribute.name();
    }
}

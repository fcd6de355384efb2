// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.policy.StoredCheck;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.BoundKey;
import dev.sluice.internal.schema.BoundSegment;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.SetValue;
import dev.sluice.internal.schema.expression.UpdateExpression;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.Segment;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Checks the values that writes store against the constraints of their fields, as far as the
/// values are known. The write's condition checks what only DynamoDB can compute.
///
/// @param shapes of stored and embedded types
record ConstraintEnforcement(Map<String, ObjectShape> shapes, StoredCheck check) {

    ConstraintEnforcement(Map<String, ObjectShape> shapes) {
        this(shapes, new StoredCheck(shapes));
    }

    /// Returns the same writes, with each value normalized by its field. A value that is not known
    /// yet stays as it is.
    ///
    /// @throws dev.sluice.internal.policy.Refusal BAD_USER_INPUT with the value's path and the
    ///   constraint
    List<WriteInstance> of(List<WriteInstance> places) {
        return places.stream().map(this::of).toList();
    }

    private WriteInstance of(WriteInstance place) {
        return switch (place.write()) {
            case Write.Put put -> place.of(put(place, put));
            case Write.Update update -> place.of(update(place, update));
            case Write.Delete _, Write.Check _ -> place;
        };
    }

    private Write.Put put(WriteInstance place, Write.Put put) {
        var shape = put.type().shape();
        var parts = new ArrayList<ItemExpression.Part>();
        for (var part : put.item().parts()) {
            switch (part) {
                case ItemExpression.FieldValue(var field, var value) ->
                        parts.add(
                                new ItemExpression.FieldValue(
                                        field, held(place, attribute(shape, field), value)));
                case ItemExpression.All(var input) -> {
                    var members = members(place, shape, input);
                    if (members == null) {
                        parts.add(part);
                    } else {
                        members.forEach((field, value) ->
                                parts.add(new ItemExpression.FieldValue(field, value)));
                    }
                }
            }
        }
        return put.of(new ItemExpression(parts));
    }

    private Write.Update update(WriteInstance place, Write.Update update) {
        var shape = update.type().shape();
        var actions = new ArrayList<UpdateExpression.Action>();
        for (var action : update.expression().actions()) {
            switch (action) {
                case UpdateExpression.Set(var field, var value) ->
                        actions.add(
                                new UpdateExpression.Set(
                                        field, held(place, attribute(shape, field), value)));
                case UpdateExpression.SetAll(var input) -> {
                    var members = members(place, shape, input);
                    if (members == null) {
                        actions.add(action);
                    } else {
                        members.forEach((field, value) ->
                                actions.add(
                                        new UpdateExpression.Set(
                                                new Operand.FieldPath(List.of(field)),
                                                new SetValue.Of(value))));
                    }
                }
                case UpdateExpression.Add(var field, var value) ->
                        actions.add(
                                new UpdateExpression.Add(
                                        field, element(place, attribute(shape, field), value)));
                case UpdateExpression.Delete(var field, var value) -> {
                    var given = place.values().read(value);
                    var attribute = attribute(shape, field);
                    actions.add(
                            new UpdateExpression.Delete(
                                    field,
                                    known(value, given, StoredCheck.deleted(attribute, given))));
                }
                case UpdateExpression.Remove _ -> actions.add(action);
            }
        }
        return new Write.Update(
                update.type(),
                update.creates() ? key(place, update.type(), update.item()) : update.item(),
                new UpdateExpression(actions),
                update.creates(),
                update.versioned(),
                update.version(),
                update.seen(),
                update.creates() ? fields(place, update.type(), update.known()) : update.known(),
                update.condition(),
                update.onFail(),
                update.each());
    }

    private SetValue held(WriteInstance place, Attribute attribute, SetValue value) {
        return switch (value) {
            case SetValue.Of(var given) -> new SetValue.Of(held(place, attribute, given));
            case SetValue.Sum(SetValue.Of(var left), SetValue.Of(var right)) -> {
                compute(place, attribute, left, right, false);
                yield value;
            }
            case SetValue.Difference(SetValue.Of(var left), SetValue.Of(var right)) -> {
                compute(place, attribute, left, right, true);
                yield value;
            }
            case SetValue.Sum _, SetValue.Difference _ -> value;
            case SetValue.Term term -> term(place, attribute, term);
        };
    }

    private SetValue.Term term(WriteInstance place, Attribute attribute, SetValue.Term term) {
        return switch (term) {
            case SetValue.Of(var given) -> new SetValue.Of(held(place, attribute, given));
            case SetValue.OfField _ -> term;
            case SetValue.IfNotExists(var field, var otherwise) ->
                    new SetValue.IfNotExists(field, term(place, attribute, otherwise));
            case SetValue.ListAppend(var first, var second) ->
                    new SetValue.ListAppend(
                            appended(place, attribute, first), appended(place, attribute, second));
        };
    }

    private SetValue.Term appended(WriteInstance place, Attribute attribute, SetValue.Term term) {
        return switch (term) {
            case SetValue.Of(var given) -> new SetValue.Of(element(place, attribute, given));
            case SetValue.OfField _ -> term;
            case SetValue.IfNotExists(var field, var otherwise) ->
                    new SetValue.IfNotExists(field, appended(place, attribute, otherwise));
            case SetValue.ListAppend _ -> term(place, attribute, term);
        };
    }

    /// If all parts of a computation are known, its result is known too.
    private void compute(
            WriteInstance place, Attribute attribute, Value left, Value right, boolean subtracts) {
        if (place.values().read(left) instanceof Number one
                && place.values().read(right) instanceof Number other) {
            var number = new BigDecimal(other.toString());
            var result = new BigDecimal(one.toString()).add(subtracts ? number.negate() : number);
            check.held(attribute, result, path(place, attribute, left, right));
        }
    }

    private Value held(WriteInstance place, Attribute attribute, Value value) {
        var given = place.values().read(value);
        if (given == null
                && value instanceof Value.Edited edited
                && place.values().isDefined(edited.list())) {
            throw WriteRefusals.conditionFailed(place);
        }
        return known(value, given, check.held(attribute, given, path(place, attribute, value)));
    }

    /// Checks an element of a list or set. A number that is added is not a value of the field
    /// itself, so it is not checked.
    private Value element(WriteInstance place, Attribute attribute, Value value) {
        if (attribute.type() instanceof AttributeType.Scalar) {
            return value;
        }
        var given = place.values().read(value);
        return known(value, given, check.added(attribute, given, path(place, attribute, value)));
    }

    private static Value known(Value value, @Nullable Object given, @Nullable Object held) {
        return held == null || held.equals(given) ? value : new Value.Literal(held);
    }

    /// Returns the stored values of the input object's fields, or null if they are stored as they
    /// were sent.
    private @Nullable Map<String, Value> members(
            WriteInstance place, ObjectShape shape, Value.Reference input) {
        if (!(place.values().read(input) instanceof Map<?, ?> sent)) {
            return null;
        }
        var held = check.members(shape, sent, place.path(input));
        if (held.equals(sent)) {
            return null;
        }
        var members = new HashMap<String, Value>();
        held.forEach((name, value) -> {
            var path = new ArrayList<>(input.path());
            path.add(name.toString());
            members.put(
                    name.toString(),
                    value == null
                            ? new Value.Reference(input.root(), path)
                            : new Value.Literal(value));
        });
        return members;
    }

    /// Returns the key of an item that an upsert may create.
    private Source.ItemRead key(WriteInstance place, StoredType type, Source.ItemRead read) {
        var sort = read.sort();
        var sortKey = type.key().sort();
        var ruleFields = new HashMap<>(read.ruleFields());
        ruleFields.computeIfPresent(type.name(), (_, known) -> fields(place, type, known));
        return new Source.ItemRead(
                read.target(),
                key(place, type, type.key().partition(), read.partition()),
                sort == null || sortKey == null ? sort : key(place, type, sortKey, sort),
                read.consistent(),
                ruleFields,
                read.maxAge());
    }

    private BoundKey key(WriteInstance place, StoredType type, Key key, BoundKey bound) {
        var segments = new ArrayList<BoundSegment>();
        for (int i = 0; i < bound.segments().size(); i++) {
            segments.add(
                    bound.segments().get(i)
                                            instanceof
                                            BoundSegment.Bound(var value, var kind, var slot)
                                    && key.template().segments().get(i)
                                            instanceof Segment.Field(var field, _)
                            ? new BoundSegment.Bound(
                                    held(place, attribute(type.shape(), field), value), kind, slot)
                            : bound.segments().get(i));
        }
        return new BoundKey(bound.attribute(), bound.spelling(), segments);
    }

    private Map<String, Value> fields(
            WriteInstance place, StoredType type, Map<String, Value> known) {
        var fields = new HashMap<String, Value>();
        known.forEach((field, value) ->
                fields.put(field, held(place, attribute(type.shape(), field), value)));
        return fields;
    }

    /// Returns the path for a refusal: the value's place in the arguments, or else the item's
    /// field.
    private static String path(WriteInstance place, Attribute attribute, Value... values) {
        for (var value : values) {
            if (value instanceof Value.Reference reference) {
                return place.path(reference);
            }
            if (value instanceof Value.Edited edited
                    && edited.given() instanceof Value.Reference reference) {
                return place.path(reference);
            }
        }
        return attribute.field();
    }

    private static Attribute attribute(ObjectShape shape, String field) {
        return Objects.requireNonNull(shape.attribute(field), field);
    }

    private Attribute attribute(ObjectShape shape, Operand.FieldPath path) {
        var names = path.names();
        var attribute = attribute(shape, names.getFirst());
        for (var name : names.subList(1, names.size())) {
            if (!(attribute.type() instanceof AttributeType.Embedded(var type))) {
                throw new IllegalArgumentException(name + " is a field of no object");
            }
            attribute = attribute(Objects.requireNonNull(shapes.get(type), type), name);
        }
        return attribute;
    }
}

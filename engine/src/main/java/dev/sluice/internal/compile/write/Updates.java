// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.binding.ValueShapes;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.key.Keys;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.ExpressionException;
import dev.sluice.internal.schema.expression.Expressions;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.SetValue;
import dev.sluice.internal.schema.expression.UpdateExpression;
import dev.sluice.internal.schema.expression.UpdateExpression.Action;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Compiles the `expression` of an update.
final class Updates {
    private final ValueShapes forms;
    private final StoredType type;
    private final StoredFields fields;
    private final SetValues setValues;
    private final HeldResults results;
    private final ValueBinder binder;
    private final StoredValues stored;
    private final Spread spread;
    private final ExpressionLocation location;
    private final boolean upsert;
    private final List<Action> actions = new ArrayList<>();
    private final Map<String, Change> changes = new HashMap<>();
    private final Set<String> growing = new HashSet<>();

    /// The effect of an update on a field, as far as the engine can tell.
    enum Change {
        /// The field gets a known value.
        SET,
        /// The field becomes absent.
        REMOVED,
        /// The field gets a known value, or does not change.
        MAYBE_SET,
        /// The field gets a value that DynamoDB computes.
        COMPUTED,
        /// Fields of the object change.
        PARTLY
    }

    /// @param changes by path, and by the first field of each path
    /// @param growing the fields whose size has no limit
    record Compiled(
            UpdateExpression expression, Map<String, Change> changes, Set<String> growing) {}

    Updates(
            ValueShapes forms,
            StoredType type,
            Scope scope,
            ExpressionLocation location,
            boolean upsert) {
        this.forms = forms;
        this.type = type;
        this.binder = new ValueBinder(scope, location);
        this.stored = new StoredValues(forms, binder, location);
        this.fields = new StoredFields(forms, type, location);
        this.setValues = new SetValues(forms, fields, stored, binder, location, upsert);
        this.results = new HeldResults(fields, location);
        this.spread = new Spread(forms, type, binder, stored, location);
        this.location = location;
        this.upsert = upsert;
    }

    /// @return null if a problem was reported
    @Nullable Compiled compile() {
        var before = location.problems().count();
        var expression = parsed();
        if (expression == null) {
            return null;
        }
        for (var action : expression.actions()) {
            switch (action) {
                case UpdateExpression.Set(var field, var value) -> set(field, value);
                case UpdateExpression.Remove(var field) -> remove(field);
                case UpdateExpression.Add(var field, var value) -> add(field, value);
                case UpdateExpression.Delete(var field, var value) -> delete(field, value);
                case UpdateExpression.SetAll _ -> {}
            }
        }
        for (var action : expression.actions()) {
            if (action instanceof UpdateExpression.SetAll(var input)) {
                setAll(input);
            }
        }
        return location.problems().count() == before
                ? new Compiled(new UpdateExpression(actions), Map.copyOf(changes), growing)
                : null;
    }

    private @Nullable UpdateExpression parsed() {
        try {
            return Expressions.update(location.text().value());
        } catch (ExpressionException e) {
            location.malformed(e);
            return null;
        }
    }

    private void set(Operand.FieldPath path, SetValue value) {
        var target = changeable(path);
        if (target == null) {
            return;
        }
        if (path.names().size() > 1 && upsert) {
            location.report(
                    StoredFields.spell(path),
                    "an upsert can create the item without `%s`".formatted(path.names().getFirst()),
                    "set the whole object, or remove upsert");
        }
        var compiled = setValues.compile(target, value);
        if (compiled != null) {
            results.check(target.attribute(), compiled);
            note(path, change(value));
            actions.add(new UpdateExpression.Set(path, compiled));
            if (setValues.grows(target.attribute(), compiled)) {
                growing.add(StoredFields.spell(path));
            }
        }
    }

    private Change change(SetValue value) {
        if (!(value instanceof SetValue.Of(var given))) {
            return Change.COMPUTED;
        }
        return binder.isOptional(given) ? Change.MAYBE_SET : Change.SET;
    }

    private void remove(Operand.FieldPath path) {
        var target = changeable(path);
        if (target == null) {
            return;
        }
        if (target.attribute().nonNull()
                && !(target.attribute().type() instanceof AttributeType.SetOf)) {
            location.report(
                    StoredFields.spell(path),
                    "`%s` is non-null, so it cannot be removed".formatted(StoredFields.spell(path)),
                    "SET it to another value, or make the field nullable");
        }
        note(path, Change.REMOVED);
        actions.add(new UpdateExpression.Remove(path));
    }

    private void add(Operand.FieldPath path, Value value) {
        var target = topLevel(path, "ADD");
        if (target == null) {
            return;
        }
        var attribute = target.attribute();
        if (!(attribute.type() instanceof AttributeType.SetOf) && !SetValues.isNumber(attribute)) {
            location.report(
                    StoredFields.spell(path),
                    "ADD needs a number or a set, but `%s` is neither"
                            .formatted(StoredFields.spell(path)),
                    "use SET");
            return;
        }
        var given = setValues.given(target, value);
        if (given != null) {
            note(path, Change.COMPUTED);
            actions.add(new UpdateExpression.Add(path, given));
            if (attribute.type() instanceof AttributeType.SetOf set
                    && setValues.grows(set, given)) {
                growing.add(attribute.field());
            }
        }
    }

    private void delete(Operand.FieldPath path, Value value) {
        var target = topLevel(path, "DELETE");
        if (target == null) {
            return;
        }
        if (!(target.attribute().type() instanceof AttributeType.SetOf)) {
            location.report(
                    StoredFields.spell(path),
                    "DELETE removes elements from a set, but `%s` is not a set"
                            .formatted(StoredFields.spell(path)),
                    "use REMOVE or SET");
            return;
        }
        var given = setValues.given(target, value);
        if (given != null) {
            note(path, Change.COMPUTED);
            actions.add(new UpdateExpression.Delete(path, given));
        }
    }

    private StoredFields.@Nullable Found topLevel(Operand.FieldPath path, String clause) {
        if (path.names().size() > 1) {
            location.report(
                    StoredFields.spell(path),
                    "%s needs a field of the item, but `%s` is inside one"
                            .formatted(clause, StoredFields.spell(path)),
                    "use SET");
            return null;
        }
        return changeable(path);
    }

    private void setAll(Value.Reference input) {
        for (var field : spread.fields(input, changes.keySet())) {
            var attribute = Keys.stored(type.shape(), field.name());
            if (!isChangeable(field.name(), ValueBinder.spell(input)) || isOwner(field, input)) {
                continue;
            }
            changes.put(field.name(), field.nullable() ? Change.MAYBE_SET : Change.SET);
            if (forms.isUnbounded(field.form())) {
                growing.add(attribute.field());
            }
        }
        actions.add(new UpdateExpression.SetAll(input));
    }

    private boolean isOwner(ValueShapes.Member field, Value.Reference input) {
        var owner = type.rules().stream().anyMatch(rule -> field.name().equals(rule.owner()));
        if (owner) {
            location.report(
                    ValueBinder.spell(input),
                    "`%s` says who owns the item, but a client could send it"
                            .formatted(field.name()),
                    "remove it from the input type");
        }
        return owner;
    }

    private StoredFields.@Nullable Found changeable(Operand.FieldPath path) {
        var found = fields.find(path);
        return found != null && isChangeable(path.names().getFirst(), StoredFields.spell(path))
                ? found
                : null;
    }

    private boolean isChangeable(String field, String at) {
        if (type.key().fields().contains(field)) {
            location.report(
                    at,
                    "`%s` is in the key of `%s`, and an update cannot change a key"
                            .formatted(field, type.name()),
                    "delete the item, and put a new one");
            return false;
        }
        if (field.equals(type.version())) {
            location.report(
                    at, "`%s` is the version, which Sluice sets".formatted(field), "remove it");
            return false;
        }
        if (type.isDeletionMark(field)) {
            location.report(
                    at,
                    "`%s` marks deleted items, and only a delete sets it".formatted(field),
                    "remove it, or use @write(delete:)");
            return false;
        }
        if (type.discriminating(field) != null) {
            location.report(
                    at,
                    "`%s` is the discriminator, which Sluice sets".formatted(field),
                    "remove it");
            return false;
        }
        return true;
    }

    private void note(Operand.FieldPath path, Change change) {
        changes.put(path.names().getFirst(), Change.PARTLY);
        changes.put(StoredFields.spell(path), change);
    }

    /// Returns whether an upsert creates a complete item. Reports a problem if not.
    boolean isWhole(Map<String, Change> made) {
        var before = location.problems().count();
        type.key().bucketed().stream()
                .sorted()
                .forEach(field ->
                        location.report(
                                "an upsert can create the item without `%s`, of which the key holds only a part"
                                        .formatted(field),
                                "use a put, or add {%s} to the key".formatted(field)));
        type.shape().attributes().values().stream()
                .filter(StoredValues::needsValue)
                .map(Attribute::field)
                .filter(field -> !field.equals(type.version()))
                .filter(field -> type.discriminating(field) == null)
                .filter(field -> !type.key().fields().contains(field))
                .filter(field -> !made.containsKey(field) || made.get(field) == Change.MAYBE_SET)
                .sorted()
                .forEach(field ->
                        location.report(
                                "an upsert can create the item without `%s`, which is non-null"
                                        .formatted(field),
                                "SET it, or give the field @attribute(default:)"));
        return location.problems().count() == before;
    }
}

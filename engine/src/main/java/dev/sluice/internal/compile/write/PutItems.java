// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.write;

import dev.sluice.internal.compile.binding.Scope;
import dev.sluice.internal.compile.binding.ValueBinder;
import dev.sluice.internal.compile.binding.ValueShapes;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.file.NearNames;
import dev.sluice.internal.compile.key.Keys;
import dev.sluice.internal.compile.shape.HeldAtStart;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.ExpressionException;
import dev.sluice.internal.schema.expression.Expressions;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Compiles the `item` of a put.
final class PutItems {
    private final StoredType type;
    private final StoredValues stored;
    private final Spread spread;
    private final ExpressionLocation location;
    private final List<ItemExpression.Part> parts = new ArrayList<>();
    private final Set<String> given = new HashSet<>();
    private final Map<String, Value> values = new HashMap<>();

    PutItems(ValueShapes forms, StoredType type, Scope scope, ExpressionLocation location) {
        var binder = new ValueBinder(scope, location);
        this.type = type;
        this.stored = new StoredValues(forms, binder, location);
        this.spread = new Spread(forms, type, binder, stored, location);
        this.location = location;
    }

    /// @param key the value of each key field that the expression names
    record Compiled(ItemExpression item, Map<String, Value> key) {}

    /// @return null if a problem was reported
    @Nullable Compiled compile() {
        var before = location.problems().count();
        var expression = parsed();
        if (expression == null) {
            return null;
        }
        var named =
                expression.parts().stream()
                        .filter(ItemExpression.FieldValue.class::isInstance)
                        .map(part -> ((ItemExpression.FieldValue) part).field())
                        .collect(Collectors.toSet());
        for (var part : expression.parts()) {
            switch (part) {
                case ItemExpression.FieldValue(var field, var value) -> add(field, value);
                case ItemExpression.All(var input) -> add(input, named);
            }
        }
        new TreeMap<>(type.pins())
                .forEach((field, claim) ->
                        put(field, new Value.Reference(Root.Reserved.CLAIMS, List.of(claim))));
        type.shape().attributes().values().stream()
                .filter(StoredValues::needsValue)
                .map(Attribute::field)
                .filter(field -> !field.equals(type.version()) && !given.contains(field))
                .filter(field -> type.discriminating(field) == null)
                .sorted(Comparator.naturalOrder())
                .forEach(this::reportMissing);
        if (location.problems().count() > before) {
            return null;
        }
        values.keySet().retainAll(type.key().fields());
        return new Compiled(new ItemExpression(parts), Map.copyOf(values));
    }

    private @Nullable ItemExpression parsed() {
        try {
            return Expressions.item(location.text().value());
        } catch (ExpressionException e) {
            location.malformed(e);
            return null;
        }
    }

    private void add(String field, Value value) {
        given.add(field);
        var attribute = type.shape().attribute(field);
        if (attribute == null) {
            location.report(
                    field,
                    "`%s` has no stored field `%s`".formatted(type.name(), field),
                    NearNames.fix(
                            field,
                            type.shape().attributes().keySet(),
                            "name a field that the item itself holds"));
        } else if (field.equals(type.version())) {
            location.report(
                    field, "`%s` is the version, which Sluice sets".formatted(field), "remove it");
        } else if (type.isDeletionMark(field)) {
            location.report(
                    field,
                    "`%s` marks deleted items, and only a delete sets it".formatted(field),
                    "remove it");
        } else if (type.discriminating(field) != null) {
            location.report(
                    field,
                    "`%s` is the discriminator, which Sluice sets".formatted(field),
                    "remove it");
        } else if (type.pins().containsKey(field)) {
            location.report(
                    field,
                    "`%s` is pinned to $claims.%s, so it cannot have another value"
                            .formatted(field, type.pins().get(field)),
                    "remove it");
        } else {
            add(attribute, value);
        }
    }

    private void add(Attribute attribute, Value value) {
        var fit = stored.fit(value, type.shape(), attribute);
        if (fit == null) {
            return;
        }
        if (fit.nullable() && StoredValues.needsValue(attribute)) {
            reportNull(ValueBinder.spell(value), attribute.field());
        }
        HeldAtStart.check(
                location,
                ValueBinder.spell(value),
                fit.value(),
                attribute.field(),
                attribute.constraints());
        put(attribute.field(), fit.value());
    }

    private void put(String field, Value value) {
        given.add(field);
        values.put(field, value);
        parts.add(new ItemExpression.FieldValue(field, value));
    }

    private void add(Value.Reference input, Set<String> named) {
        var others = new HashSet<>(named);
        others.addAll(given);
        for (var field : spread.fields(input, others)) {
            var attribute = Keys.stored(type.shape(), field.name());
            given.add(field.name());
            var path = new ArrayList<>(input.path());
            path.add(field.name());
            values.put(field.name(), new Value.Reference(input.root(), path));
            if (field.nullable() && StoredValues.needsValue(attribute)) {
                reportNull(ValueBinder.spell(input) + "." + field.name(), field.name());
            }
        }
        parts.add(new ItemExpression.All(input));
    }

    private void reportNull(String value, String field) {
        location.report(
                value,
                "`%s` can be null, but `%s` is non-null".formatted(value, field),
                "make it non-null, or give the field @attribute(default:)");
    }

    private void reportMissing(String field) {
        location.report(
                "the item is put without `%s`, which is non-null".formatted(field),
                "add `%s = value`, or give the field @attribute(default:)".formatted(field));
    }
}

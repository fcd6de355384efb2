// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.dynamodb.item.DecodingException;
import dev.sluice.internal.dynamodb.item.DefaultValue;
import dev.sluice.internal.dynamodb.item.KeyFields;
import dev.sluice.internal.dynamodb.item.ScalarDecoder;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.expression.Comparator;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.References;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Reduces a condition on fields to one on attributes that holds for the same existing items.
/// Replaces fields of the table's composed key by their values in the key. Lets an absent attribute
/// count as its default, and no comparison with an absent value hold.
///
/// `attribute_exists` and `attribute_not_exists` test the attribute itself, and ignore its default.
public final class ConditionReduction {
    private final FieldPaths paths;
    private final KeyFields key;
    private final Function<Value, @Nullable Object> resolved;

    /// @param key what is known from the item's key
    public ConditionReduction(
            FieldPaths paths, KeyFields key, Function<Value, @Nullable Object> resolved) {
        this.paths = paths;
        this.key = key;
        this.resolved = resolved;
    }

    public ReducedCondition reduce(Condition condition) {
        return switch (new GivenTerms(resolved).withoutAbsent(condition)) {
            case ReducedCondition.Decided decided -> decided;
            case ReducedCondition.Open(var open) -> given(open);
        };
    }

    private ReducedCondition given(Condition condition) {
        return switch (condition) {
            case Condition.And(var terms) ->
                    ReducedCondition.and(terms.stream().map(this::given).toList());
            case Condition.Or(var terms) ->
                    ReducedCondition.or(terms.stream().map(this::given).toList());
            case Condition.Not(var term) -> ReducedCondition.not(given(term));
            case Condition.AttributeExists(var field) when inKey(field) != null ->
                    new ReducedCondition.Decided(true);
            case Condition.AttributeNotExists(var field) when inKey(field) != null ->
                    new ReducedCondition.Decided(false);
            case Condition.AttributeExists _, Condition.AttributeNotExists _ ->
                    new ReducedCondition.Open(condition);
            case Condition.Comparison _,
                    Condition.Between _,
                    Condition.In _,
                    Condition.InList _,
                    Condition.BeginsWith _,
                    Condition.Contains _ -> {
                var known = new HashMap<Operand.FieldPath, Object>();
                for (var field : References.of(condition).fields()) {
                    var value = inKey(field);
                    if (value != null) {
                        known.put(field, value);
                    }
                }
                yield term(condition, known, Set.of());
            }
        };
    }

    /// @param known fields whose values are known
    /// @param present fields whose attributes are assumed to exist
    private ReducedCondition term(
            Condition term, Map<Operand.FieldPath, Object> known, Set<Operand.FieldPath> present) {
        var open = new HashSet<>(References.of(term).fields());
        open.removeAll(known.keySet());
        if (open.isEmpty()) {
            return new ReducedCondition.Decided(
                    new KnownCondition(known::get, known::containsKey, resolved).holds(term));
        }
        open.removeAll(present);
        for (var field : open) {
            var initial = byDefault(field);
            if (initial != null) {
                var assumed = new HashMap<>(known);
                assumed.put(field, initial);
                var there = new HashSet<>(present);
                there.add(field);
                return either(field, term(term, assumed, present), term(term, known, there), term);
            }
        }
        return new ReducedCondition.Open(Substitution.of(term, known));
    }

    /// @param absent the reduced term if the attribute is absent
    /// @param there the reduced term if the attribute exists; it is false for an absent one, except
    ///   with `<>`
    private static ReducedCondition either(
            Operand.FieldPath field,
            ReducedCondition absent,
            ReducedCondition there,
            Condition term) {
        if (absent.equals(new ReducedCondition.Decided(true))) {
            return ReducedCondition.or(List.of(new ReducedCondition.Open(isAbsent(field)), there));
        }
        var holdsOfAbsent =
                term instanceof Condition.Comparison(_, var comparator, _)
                        && comparator == Comparator.NOT_EQUAL;
        var guarded =
                holdsOfAbsent
                        ? ReducedCondition.and(
                                List.of(
                                        new ReducedCondition.Open(
                                                new Condition.AttributeExists(field)),
                                        there))
                        : there;
        return ReducedCondition.or(
                List.of(
                        ReducedCondition.and(
                                List.of(new ReducedCondition.Open(isAbsent(field)), absent)),
                        guarded));
    }

    /// Inside an object, only if the object exists.
    private static Condition isAbsent(Operand.FieldPath field) {
        var absent = new Condition.AttributeNotExists(field);
        var names = field.names();
        return names.size() == 1
                ? absent
                : new Condition.And(
                        List.of(
                                new Condition.AttributeExists(
                                        new Operand.FieldPath(names.subList(0, names.size() - 1))),
                                absent));
    }

    private @Nullable Object inKey(Operand.FieldPath field) {
        var name = field.names().getFirst();
        var value = key.values().get(name);
        return value == null ? null : java(paths.attribute(name), value);
    }

    private @Nullable Object byDefault(Operand.FieldPath field) {
        var attribute = paths.last(field);
        var value = DefaultValue.whenAbsent(attribute);
        return value == null ? null : java(attribute, value);
    }

    /// Returns the value as `KnownCondition` takes it, or the stored value if it does not fit.
    static Object java(Attribute attribute, AttributeValue value) {
        try {
            if (!(attribute.type() instanceof AttributeType.Scalar(ScalarKind kind))) {
                return value.hasL() && value.l().isEmpty() ? List.of() : value;
            }
            var decoded = ScalarDecoder.decode(kind, value);
            return kind == ScalarKind.BINARY
                    ? Base64.getDecoder().decode(decoded.toString())
                    : decoded;
        } catch (DecodingException _) {
            return value;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.key;

import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.schema.expression.Comparator;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.ExpressionException;
import dev.sluice.internal.schema.expression.Expressions;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One term of a key or a key condition: a condition on one field. A field inside an object has the
/// name of its path, as in key templates.
public sealed interface Term {

    record Equal(Value value) implements Term {}

    record InList(Value.Reference list) implements Term {}

    /// @param values at least one
    record InValues(List<Value> values) implements Term {
        public InValues {
            values = List.copyOf(values);
        }
    }

    /// @param comparator `<`, `<=`, `>` or `>=`
    record Compared(Comparator comparator, Value value) implements Term {}

    record Between(Value low, Value high) implements Term {}

    record BeginsWith(Value prefix) implements Term {}

    /// Returns the parsed expression, or null if a problem was reported.
    static @Nullable Condition parse(ExpressionLocation location) {
        try {
            return Expressions.condition(location.text().value());
        } catch (ExpressionException e) {
            location.malformed(e);
            return null;
        }
    }

    /// Returns the terms by field, in their order, or null if a problem was reported. A blank text
    /// has no terms: literals and pins can give a whole key.
    static @Nullable Map<String, Term> all(ExpressionLocation location) {
        if (location.text().value().isBlank()) {
            return Map.of();
        }
        var condition = parse(location);
        if (condition == null) {
            return null;
        }
        var terms = new LinkedHashMap<String, Term>();
        var before = location.problems().count();
        for (var each : condition instanceof Condition.And(var and) ? and : List.of(condition)) {
            add(each, terms, location);
        }
        return location.problems().count() == before ? terms : null;
    }

    /// Returns the values that the term compares its field with.
    default List<Value> values() {
        return switch (this) {
            case Equal(var value) -> List.of(value);
            case InList(var list) -> List.of(list);
            case InValues(var all) -> all;
            case Compared(var _, var value) -> List.of(value);
            case Between(var low, var high) -> List.of(low, high);
            case BeginsWith(var prefix) -> List.of(prefix);
        };
    }

    private static void add(
            Condition condition, Map<String, Term> terms, ExpressionLocation location) {
        var field = field(condition);
        var term = term(condition);
        if (field == null || term == null) {
            location.report(
                    "a key takes only terms of the form `field = value`, one comparison, BETWEEN or"
                            + " begins_with, joined by AND",
                    "start each term with a key field, and move other conditions to filter");
        } else if (terms.put(field, term) != null) {
            location.report(
                    field, "`%s` has two terms".formatted(field), "join them, as in BETWEEN");
        }
    }

    private static @Nullable String field(Condition condition) {
        return switch (condition) {
            case Condition.Comparison comparison -> name(comparison.left());
            case Condition.Between between -> name(between.operand());
            case Condition.BeginsWith beginsWith -> name(beginsWith.field());
            case Condition.InList inList -> name(inList.field());
            case Condition.In in -> name(in.operand());
            case Condition.And _,
                    Condition.Or _,
                    Condition.Not _,
                    Condition.AttributeExists _,
                    Condition.AttributeNotExists _,
                    Condition.Contains _ ->
                    null;
        };
    }

    private static @Nullable String name(Operand operand) {
        return operand instanceof Operand.FieldPath(var names) ? String.join(".", names) : null;
    }

    private static @Nullable Term term(Condition condition) {
        return switch (condition) {
            case Condition.Comparison comparison when comparison.right() instanceof Value value ->
                    compared(comparison.comparator(), value);
            case Condition.Between(var _, Value low, Value high) -> new Between(low, high);
            case Condition.BeginsWith(var _, Value prefix) -> new BeginsWith(prefix);
            case Condition.InList(var _, var list) -> new InList(list);
            case Condition.In(var _, var options)
                    when options.stream().allMatch(Value.class::isInstance) ->
                    new InValues(options.stream().map(Value.class::cast).toList());
            case Condition.Comparison _,
                    Condition.Between _,
                    Condition.BeginsWith _,
                    Condition.In _,
                    Condition.And _,
                    Condition.Or _,
                    Condition.Not _,
                    Condition.AttributeExists _,
                    Condition.AttributeNotExists _,
                    Condition.Contains _ ->
                    null;
        };
    }

    private static @Nullable Term compared(Comparator comparator, Value value) {
        return switch (comparator) {
            case EQUAL -> new Equal(value);
            case NOT_EQUAL -> null;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> new Compared(comparator, value);
        };
    }
}

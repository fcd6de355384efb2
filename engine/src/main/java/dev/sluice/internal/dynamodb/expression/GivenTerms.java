// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.schema.expression.Comparator;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.References;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// Reduces a filter to the terms whose values a request has.
///
/// An argument that is null drops the whole conjunct that uses it. `BETWEEN` as a conjunct keeps
/// its other end. A comparison with another absent value, such as a claim, holds for no item, also
/// inside `NOT`.
record GivenTerms(Function<Value, @Nullable Object> resolved) {

    /// Decides the comparisons with absent values. Drops nothing.
    ReducedCondition withoutAbsent(Condition condition) {
        return term(condition, false);
    }

    ReducedCondition of(Condition conjunct) {
        if (conjunct instanceof Condition.And(var terms)) {
            return ReducedCondition.and(terms.stream().map(this::of).toList());
        }
        var given =
                conjunct instanceof Condition.Between between ? withoutOpenEnd(between) : conjunct;
        return References.of(given).values().stream().anyMatch(this::isLeftOut)
                ? new ReducedCondition.Decided(true)
                : term(given, false);
    }

    private Condition withoutOpenEnd(Condition.Between between) {
        if (isLeftOut(between.low())) {
            return new Condition.Comparison(
                    between.operand(), Comparator.LESS_OR_EQUAL, between.high());
        }
        return isLeftOut(between.high())
                ? new Condition.Comparison(
                        between.operand(), Comparator.GREATER_OR_EQUAL, between.low())
                : between;
    }

    private boolean isLeftOut(Operand operand) {
        return operand instanceof Value.Reference(Root.Named _, _) && isAbsent((Value) operand);
    }

    private boolean isAbsent(Value value) {
        return resolved.apply(value) == null;
    }

    /// @param unknown the outcome of a comparison with an absent value: the one that lets no item
    ///   pass
    private ReducedCondition term(Condition term, boolean unknown) {
        return switch (term) {
            case Condition.And(var terms) ->
                    ReducedCondition.and(terms.stream().map(each -> term(each, unknown)).toList());
            case Condition.Or(var terms) ->
                    ReducedCondition.or(terms.stream().map(each -> term(each, unknown)).toList());
            case Condition.Not(var inner) -> ReducedCondition.not(term(inner, !unknown));
            case Condition.InList(var field, var list) ->
                    resolved.apply(list) instanceof Collection<?> elements
                            ? in(field, elements)
                            : new ReducedCondition.Decided(unknown);
            case Condition.Comparison _,
                    Condition.Between _,
                    Condition.In _,
                    Condition.AttributeExists _,
                    Condition.AttributeNotExists _,
                    Condition.BeginsWith _,
                    Condition.Contains _ ->
                    References.of(term).values().stream().anyMatch(this::isAbsent)
                            ? new ReducedCondition.Decided(unknown)
                            : new ReducedCondition.Open(term);
        };
    }

    private static ReducedCondition in(Operand.FieldPath field, Collection<?> elements) {
        List<Operand> options =
                elements.stream()
                        .filter(Objects::nonNull)
                        .distinct()
                        .<Operand>map(Value.Literal::new)
                        .toList();
        return options.isEmpty()
                ? new ReducedCondition.Decided(false)
                : new ReducedCondition.Open(new Condition.In(field, options));
    }
}

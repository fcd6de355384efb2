// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.dynamodb.item.KeyValue;
import dev.sluice.internal.dynamodb.item.ScalarEncoder;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Renders conditions for DynamoDB. Avoids redundant parentheses, which DynamoDB refuses.
///
/// Source: Amazon DynamoDB Developer Guide, "Comparison operator and function reference".
public final class ConditionRenderer {
    /// The types whose values have an order.
    private static final Set<AttributeValue.Type> ORDERED =
            Set.of(AttributeValue.Type.S, AttributeValue.Type.N, AttributeValue.Type.B);

    private final FieldPaths paths;
    private final Function<Value, @Nullable Object> resolved;

    public ConditionRenderer(FieldPaths paths, Function<Value, @Nullable Object> resolved) {
        this.paths = paths;
        this.resolved = resolved;
    }

    public String render(Condition condition) {
        return switch (condition) {
            case Condition.Comparison(var left, var comparator, var right) -> {
                var kind = kind(left, right);
                yield operand(left, kind) + " " + comparator.symbol() + " " + operand(right, kind);
            }
            case Condition.Between between when isEmpty(between) ->
                    "attribute_exists(" + paths.nowhere() + ")";
            case Condition.Between(var operand, var low, var high) -> {
                var kind = kind(operand, low, high);
                yield "%s BETWEEN %s AND %s"
                        .formatted(operand(operand, kind), operand(low, kind), operand(high, kind));
            }
            case Condition.In(var operand, var options) -> {
                var kind =
                        kind(
                                Stream.concat(Stream.of(operand), options.stream())
                                        .toArray(Operand[]::new));
                yield operand(operand, kind)
                        + options.stream()
                                .map(option -> operand(option, kind))
                                .collect(Collectors.joining(", ", " IN (", ")"));
            }
            case Condition.InList _ ->
                    throw new IllegalArgumentException("IN with a list belongs to a key");
            case Condition.And(var terms) -> joined(terms, " AND ");
            case Condition.Or(var terms) -> joined(terms, " OR ");
            case Condition.Not(Condition term)
                    when term instanceof Condition.And || term instanceof Condition.Or ->
                    "NOT " + render(term);
            case Condition.Not(var term) -> "NOT (" + render(term) + ")";
            case Condition.AttributeExists(var field) -> "attribute_exists(" + path(field) + ")";
            case Condition.AttributeNotExists(var field) ->
                    "attribute_not_exists(" + path(field) + ")";
            case Condition.BeginsWith(var field, var prefix) ->
                    "begins_with(%s, %s)".formatted(path(field), operand(prefix, kind(field)));
            case Condition.Contains(var field, var operand) ->
                    "contains(%s, %s)".formatted(path(field), operand(operand, kind(field)));
        };
    }

    /// Returns whether no item can meet the condition.
    boolean isNever(Condition condition) {
        return Boolean.FALSE.equals(decided(condition));
    }

    /// Returns the condition's outcome if it is the same for every item, or null if it depends on
    /// the item.
    private @Nullable Boolean decided(Condition condition) {
        return switch (condition) {
            case Condition.Between between -> isEmpty(between) ? false : null;
            case Condition.And(var terms) -> decided(terms, false);
            case Condition.Or(var terms) -> decided(terms, true);
            case Condition.Not(var term) -> {
                var decided = decided(term);
                yield decided == null ? null : !decided;
            }
            case Condition.Comparison _,
                    Condition.In _,
                    Condition.InList _,
                    Condition.AttributeExists _,
                    Condition.AttributeNotExists _,
                    Condition.BeginsWith _,
                    Condition.Contains _ ->
                    null;
        };
    }

    /// @param enough the outcome of one term that decides the whole condition
    private @Nullable Boolean decided(List<Condition> terms, boolean enough) {
        var decided = terms.stream().map(this::decided).toList();
        if (decided.contains(enough)) {
            return enough;
        }
        return decided.contains(null) ? null : Boolean.valueOf(!enough);
    }

    /// Returns whether the bounds of a range are values in the wrong order, which DynamoDB refuses.
    private boolean isEmpty(Condition.Between range) {
        if (!(range.low() instanceof Value low) || !(range.high() instanceof Value high)) {
            return false;
        }
        var kind = kind(range.operand());
        var least = encoded(low, kind);
        var most = encoded(high, kind);
        return least.type() == most.type()
                && ORDERED.contains(least.type())
                && KeyValue.ORDER.compare(least, most) > 0;
    }

    private String joined(List<Condition> terms, String operator) {
        return terms.stream().map(this::render).collect(Collectors.joining(operator, "(", ")"));
    }

    private String operand(Operand operand, @Nullable ScalarKind kind) {
        return switch (operand) {
            case Operand.FieldPath field -> path(field);
            case Operand.Size(var field) -> "size(" + path(field) + ")";
            case Value value -> value(value, kind);
        };
    }

    private String value(Value value, @Nullable ScalarKind kind) {
        return paths.placeholders().value(encoded(value, kind));
    }

    private AttributeValue encoded(Value value, @Nullable ScalarKind kind) {
        var plain = resolved.apply(value);
        return plain == null
                ? AttributeValue.fromNul(true)
                : ScalarEncoder.encodeCompared(kind == null ? ScalarKind.JSON : kind, plain);
    }

    private String path(Operand.FieldPath field) {
        return paths.spelled(field);
    }

    /// Returns the kind of the first operand that is a field; the values beside it have the same
    /// kind.
    private @Nullable ScalarKind kind(Operand... operands) {
        for (Operand operand : operands) {
            switch (operand) {
                case Operand.FieldPath field -> {
                    return kind(paths.last(field).type());
                }
                case Operand.Size _ -> {
                    return ScalarKind.INT;
                }
                case Value _ -> {}
            }
        }
        return null;
    }

    private static @Nullable ScalarKind kind(AttributeType type) {
        return switch (type) {
            case AttributeType.Scalar(ScalarKind kind) -> kind;
            case AttributeType.ListOf list -> kind(list.element());
            case AttributeType.SetOf set -> set.element();
            case AttributeType.Embedded _ -> null;
        };
    }
}

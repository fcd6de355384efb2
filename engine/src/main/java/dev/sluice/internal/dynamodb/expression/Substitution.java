// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.schema.expression.Condition;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.Value;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// Replaces fields by values.
record Substitution(Map<Operand.FieldPath, Object> values) {
    static Condition of(Condition term, Map<Operand.FieldPath, Object> values) {
        return values.isEmpty() ? term : new Substitution(values).in(term);
    }

    private Condition in(Condition term) {
        return switch (term) {
            case Condition.Comparison(var left, var comparator, var right) ->
                    new Condition.Comparison(in(left), comparator, in(right));
            case Condition.Between(var operand, var low, var high) ->
                    new Condition.Between(in(operand), in(low), in(high));
            case Condition.In(var operand, var options) ->
                    new Condition.In(in(operand), options.stream().map(this::in).toList());
            case Condition.BeginsWith(var field, var prefix) ->
                    new Condition.BeginsWith(field, in(prefix));
            case Condition.Contains(var field, var operand) ->
                    new Condition.Contains(field, in(operand));
            case Condition.And _,
                    Condition.Or _,
                    Condition.Not _,
                    Condition.InList _,
                    Condition.AttributeExists _,
                    Condition.AttributeNotExists _ ->
                    term;
        };
    }

    private Operand in(Operand operand) {
        return switch (operand) {
            case Operand.FieldPath field when values.get(field) instanceof Object value ->
                    new Value.Literal(
                            value instanceof byte[] bytes
                                    ? Base64.getEncoder().encodeToString(bytes)
                                    : value);
            case Operand.Size(var field) when values.get(field) instanceof String text ->
                    new Value.Literal(
                            BigDecimal.valueOf(text.getBytes(StandardCharsets.UTF_8).length));
            case Operand.FieldPath _, Operand.Size _, Value _ -> operand;
        };
    }
}

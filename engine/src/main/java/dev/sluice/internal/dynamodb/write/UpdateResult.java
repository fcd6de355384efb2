// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.SetValue;
import dev.sluice.internal.schema.expression.UpdateExpression;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Computes the fields that an update changes, as DynamoDB does: from the item before the update.
///
/// @param values returns each value of the expression
/// @param before returns the value that a field has before the update, or null if it has none
public record UpdateResult(
        Function<Value, @Nullable Object> values,
        Function<Operand.FieldPath, @Nullable Object> before) {

    /// Returns the value of each changed field, as `ScalarKind` defines it in Java, or null if the
    /// field is absent after the update. A number that is computed is a `BigDecimal`.
    public Map<String, @Nullable Object> of(UpdateExpression expression) {
        var fields = new HashMap<String, @Nullable Object>();
        for (var action : expression.actions()) {
            switch (action) {
                case UpdateExpression.Set(var field, var value) ->
                        fields.put(name(field), computed(value));
                case UpdateExpression.SetAll(var input) -> {
                    if (values.apply(input) instanceof Map<?, ?> sent) {
                        sent.forEach((field, value) -> fields.put(field.toString(), value));
                    }
                }
                case UpdateExpression.Remove(var field) -> fields.put(name(field), null);
                case UpdateExpression.Add(var field, var value) ->
                        fields.put(name(field), added(before.apply(field), values.apply(value)));
                case UpdateExpression.Delete(var field, var value) ->
                        fields.put(name(field), without(before.apply(field), values.apply(value)));
            }
        }
        return fields;
    }

    private static String name(Operand.FieldPath field) {
        return field.names().getFirst();
    }

    private @Nullable Object computed(SetValue value) {
        return switch (value) {
            case SetValue.Of(var given) -> values.apply(given);
            case SetValue.OfField(var field) -> before.apply(field);
            case SetValue.IfNotExists(var field, var otherwise) -> {
                var present = before.apply(field);
                yield present == null ? computed(otherwise) : present;
            }
            case SetValue.Sum(var left, var right) -> sum(computed(left), computed(right), false);
            case SetValue.Difference(var left, var right) ->
                    sum(computed(left), computed(right), true);
            case SetValue.ListAppend(var first, var second) -> {
                var joined = new ArrayList<@Nullable Object>(elements(computed(first)));
                joined.addAll(elements(computed(second)));
                yield joined;
            }
        };
    }

    private static @Nullable Object sum(
            @Nullable Object left, @Nullable Object right, boolean negated) {
        if (left == null || right == null) {
            return null;
        }
        var one = new BigDecimal(left.toString());
        var other = new BigDecimal(right.toString());
        return negated ? one.subtract(other) : one.add(other);
    }

    private static @Nullable Object added(@Nullable Object present, @Nullable Object given) {
        if (present == null || given == null) {
            return present == null ? given : present;
        }
        if (!(present instanceof List<?> set)) {
            return sum(present, given, false);
        }
        var all = distinct(set);
        all.putAll(distinct(elements(given)));
        return List.copyOf(all.values());
    }

    /// Returns null if nothing is left, because DynamoDB stores no empty set.
    private static @Nullable Object without(@Nullable Object present, @Nullable Object given) {
        var left = distinct(elements(present));
        left.keySet().removeAll(distinct(elements(given)).keySet());
        return left.isEmpty() ? null : List.copyOf(left.values());
    }

    /// Returns the elements of a set. Numbers are equal whatever their scale is.
    private static Map<Object, Object> distinct(List<?> set) {
        var elements = new LinkedHashMap<Object, Object>();
        for (var element : set) {
            elements.put(
                    element instanceof BigDecimal number ? number.stripTrailingZeros() : element,
                    element);
        }
        return elements;
    }

    private static List<?> elements(@Nullable Object list) {
        return list instanceof List<?> elements ? elements : List.of();
    }
}

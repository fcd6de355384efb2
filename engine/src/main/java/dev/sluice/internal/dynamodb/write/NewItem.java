// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.item.DefaultValue;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.SetValue;
import dev.sluice.internal.schema.expression.UpdateExpression;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The item that an upsert creates if there is none: its key, the result of the expression on
/// absent fields, and defaults. The engine adds the version and composed keys, which are not part
/// of it.
public final class NewItem {
    private final Function<Value, @Nullable Object> values;
    private final Map<String, @Nullable Object> fields = new HashMap<>();

    private NewItem(Function<Value, @Nullable Object> values) {
        this.values = values;
    }

    /// Returns the value of each field, as `ScalarKind` defines it in Java. An absent field has
    /// null or no entry.
    ///
    /// @param values returns each value of the expression
    /// @param now the value of `$now` in defaults
    public static Map<String, @Nullable Object> fields(
            Write.Update upsert, Function<Value, @Nullable Object> values, Instant now) {
        var item = new NewItem(values);
        upsert.known().forEach((field, value) -> item.fields.put(field, values.apply(value)));
        upsert.expression().actions().forEach(item::apply);
        for (var attribute : upsert.type().shape().attributes().values()) {
            var text = attribute.defaultValue();
            if (text != null && item.fields.get(attribute.field()) == null) {
                item.fields.put(attribute.field(), DefaultValue.of(text, now));
            }
        }
        return item.fields;
    }

    private void apply(UpdateExpression.Action action) {
        switch (action) {
            case UpdateExpression.Set(var field, var value) ->
                    fields.put(field.names().getFirst(), computed(value));
            case UpdateExpression.SetAll(var input) -> {
                if (values.apply(input) instanceof Map<?, ?> sent) {
                    sent.forEach((field, value) -> fields.put(field.toString(), value));
                }
            }
            case UpdateExpression.Add(var field, var value) ->
                    fields.put(field.names().getFirst(), values.apply(value));
            case UpdateExpression.Remove _, UpdateExpression.Delete _ -> {}
        }
    }

    /// The item has no fields yet that a value could be computed from.
    private @Nullable Object computed(SetValue value) {
        return switch (value) {
            case SetValue.Of(var given) -> values.apply(given);
            case SetValue.OfField _ -> null;
            case SetValue.IfNotExists(_, var otherwise) -> computed(otherwise);
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

    private static List<?> elements(@Nullable Object list) {
        return list instanceof List<?> elements ? elements : List.of();
    }
}

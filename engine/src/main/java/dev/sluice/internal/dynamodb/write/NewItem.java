// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.item.DefaultValue;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// The item that an upsert creates if there is none: its key, the result of the expression on
/// absent fields, and defaults. The engine adds the version and composed keys, which are not part
/// of it.
public final class NewItem {
    private NewItem() {}

    /// Returns the value of each field, as `ScalarKind` defines it in Java. An absent field has
    /// null or no entry.
    ///
    /// @param values returns each value of the expression
    /// @param now the value of `$now` in defaults
    public static Map<String, @Nullable Object> fields(
            Write.Update upsert, Function<Value, @Nullable Object> values, Instant now) {
        var fields = new HashMap<String, @Nullable Object>();
        upsert.known().forEach((field, value) -> fields.put(field, values.apply(value)));
        fields.putAll(new UpdateResult(values, _ -> null).of(upsert.expression()));
        for (var attribute : upsert.type().shape().attributes().values()) {
            var text = attribute.defaultValue();
            if (text != null && fields.get(attribute.field()) == null) {
                fields.put(attribute.field(), DefaultValue.of(text, now));
            }
        }
        return fields;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.dynamodb.item.DefaultValue;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.value.KeyWriter;
import dev.sluice.internal.value.LoneKeyValue;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// The fields of an item that is put.
record PutFields(Map<String, @Nullable Object> values) {

    static PutFields of(Write.Put put, ValueReader values) {
        var fields = new HashMap<String, @Nullable Object>();
        for (var part : put.item().parts()) {
            switch (part) {
                case ItemExpression.FieldValue(var field, var value) ->
                        fields.put(field, values.read(value));
                case ItemExpression.All(var input) -> {
                    if (values.read(input) instanceof Map<?, ?> sent) {
                        sent.forEach((field, value) -> fields.put(field.toString(), value));
                    }
                }
            }
        }
        return new PutFields(fields);
    }

    /// Returns the put with defaults for the fields that it leaves open, so that a retry writes the
    /// same values.
    static Write.Put withDefaults(Write.Put put, ValueReader values) {
        var given = of(put, values).values();
        var parts = new ArrayList<>(put.item().parts());
        for (var attribute : put.type().shape().attributes().values()) {
            var text = attribute.defaultValue();
            if (text != null && given.get(attribute.field()) == null) {
                var value = new Value.Literal(DefaultValue.of(text, values.now()));
                parts.add(new ItemExpression.FieldValue(attribute.field(), value));
            }
        }
        return put.of(new ItemExpression(parts));
    }

    /// Returns the fields that the type's key contains.
    Map<String, @Nullable Object> ofKey(StoredType type) {
        var known = new HashMap<String, @Nullable Object>(values);
        known.keySet().retainAll(type.key().fields());
        return known;
    }

    /// @throws Refusal BAD_USER_INPUT if a part of the key is null
    ItemRequest key(StoredType type) {
        var sort = type.key().sort();
        return new ItemRequest(
                Target.of(type),
                spelled(type, type.key().partition()),
                sort == null ? null : spelled(type, sort),
                true);
    }

    private Object spelled(StoredType type, Key key) {
        var names = key.template().fields();
        var fields = names.stream().map(field -> part(type, field)).toList();
        var spelled =
                key.spelling() == null
                        ? LoneKeyValue.exact(fields.getFirst(), kind(type, names.getFirst()))
                        : key.template().join(fields);
        if (spelled == null) {
            throw new Refusal(Reason.VALUE_NOT_STORABLE);
        }
        return spelled;
    }

    private Object part(StoredType type, String field) {
        if (KeyWriter.stored(values.get(field), kind(type, field)) instanceof Object value) {
            return value;
        }
        throw new Refusal(Reason.VALUE_NOT_STORABLE);
    }

    private static ScalarKind kind(StoredType type, String field) {
        if (type.shape().attribute(field) instanceof Attribute attribute
                && attribute.type() instanceof AttributeType.Scalar(var kind)) {
            return kind;
        }
        throw new Refusal(Reason.VALUE_NOT_STORABLE);
    }
}

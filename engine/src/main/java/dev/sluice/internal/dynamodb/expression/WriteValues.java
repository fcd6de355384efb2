// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import dev.sluice.internal.dynamodb.item.EncodingException;
import dev.sluice.internal.dynamodb.item.ObjectEncoder;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The values of one write's expressions, all with the same `$now`.
public final class WriteValues {
    private final ExpressionValues values;
    private final Instant now;
    private final ObjectEncoder encoder;

    public WriteValues(Map<String, ObjectShape> shapes, ExpressionValues values, Instant now) {
        this.values = values;
        this.now = now;
        this.encoder = new ObjectEncoder(shapes, now);
    }

    public Instant now() {
        return now;
    }

    public ObjectEncoder encoder() {
        return encoder;
    }

    public @Nullable Object read(Value value) {
        return value instanceof Value.Negated(Value positive)
                ? negated(read(positive))
                : values.of(value);
    }

    /// Returns the fields of an object that were sent, or no fields if the object was not sent.
    public Map<String, @Nullable Object> fields(Value.Reference object) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        if (read(object) instanceof Map<?, ?> sent) {
            sent.forEach((field, value) -> fields.put(field.toString(), value));
        }
        return fields;
    }

    /// Returns null if the attribute is to be absent: for null and for an empty set.
    ///
    /// @throws Refusal if the attribute must have a value
    @Nullable AttributeValue encoded(Attribute attribute, @Nullable Object value) {
        if (value != null) {
            return encoder.encode(attribute.type(), value);
        }
        if (attribute.nonNull() && !(attribute.type() instanceof AttributeType.SetOf)) {
            throw new Refusal(Reason.VALUE_MISSING);
        }
        return null;
    }

    private static @Nullable Object negated(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal exact -> exact.negate();
            case Number number -> new BigDecimal(number.toString()).negate();
            default -> throw new EncodingException("a number");
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import dev.sluice.devtools.diff.StoredForm;
import dev.sluice.internal.dynamodb.item.DecodingException;
import dev.sluice.internal.dynamodb.item.ObjectEncoder;
import dev.sluice.internal.dynamodb.item.ScalarDecoder;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.StoredCheck;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ScalarKind;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/// An attribute that gets the value of another one, in the form in which its own field stores it.
record AttributeCopy(Attribute from, Attribute to) {
    private static final StoredCheck CHECK = new StoredCheck(Map.of());
    private static final ObjectEncoder ENCODER = new ObjectEncoder(Map.of(), Instant.EPOCH);

    /// Returns whether a field of the second type can have values of the first.
    static boolean isPossible(AttributeType from, AttributeType to) {
        return isSame(from, to)
                || (from instanceof AttributeType.Scalar(var one)
                        && to instanceof AttributeType.Scalar(var other)
                        && isPossible(one, other));
    }

    private static boolean isPossible(ScalarKind from, ScalarKind to) {
        return from.isTime() ? to.isTime() : isNumber(from) && isNumber(to);
    }

    /// Returns whether a value is stored in the same way in both types.
    static boolean isSame(AttributeType from, AttributeType to) {
        return StoredForm.of(from).equals(StoredForm.of(to))
                || (from instanceof AttributeType.Scalar(var one)
                        && to instanceof AttributeType.Scalar(var other)
                        && isSame(one, other));
    }

    private static boolean isSame(ScalarKind from, ScalarKind to) {
        return from == ScalarKind.ENUM
                ? isText(to)
                : isNumber(from) && isNumber(to) && to != ScalarKind.INT;
    }

    private static boolean isNumber(ScalarKind kind) {
        return kind == ScalarKind.INT || kind == ScalarKind.FLOAT || kind == ScalarKind.DECIMAL;
    }

    private static boolean isText(ScalarKind kind) {
        return kind == ScalarKind.STRING || kind == ScalarKind.ID;
    }

    /// Returns the value as the new field stores it, or null if it cannot have the value.
    @Nullable AttributeValue of(AttributeValue value) {
        if (!(from.type() instanceof AttributeType.Scalar(var kind))
                || (isSame(from.type(), to.type()) && to.constraints().isEmpty())) {
            return value;
        }
        try {
            var held = CHECK.held(to, ScalarDecoder.decode(kind, value), to.field());
            return ENCODER.encode(to.type(), Objects.requireNonNull(held));
        } catch (DecodingException | IllegalArgumentException | Refusal _) {
            return null;
        }
    }
}

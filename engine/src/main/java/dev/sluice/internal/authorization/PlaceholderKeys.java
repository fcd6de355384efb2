// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.authorization;

import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.ScalarKind;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Function;

/// Makes placeholder values for an item's fields, to build keys of records. Such a key is read only
/// so that a hidden item and a missing one lead to the same number of reads.
final class PlaceholderKeys {
    private PlaceholderKeys() {}

    /// Returns a value for each scalar field, different for each number.
    ///
    /// @param number not negative
    static Function<String, @Nullable Object> of(ObjectShape shape, int number) {
        return field -> {
            var attribute = shape.attribute(field);
            return attribute != null && attribute.type() instanceof AttributeType.Scalar(var kind)
                    ? of(kind, number)
                    : null;
        };
    }

    private static Object of(ScalarKind kind, int number) {
        return switch (kind) {
            case STRING, ID, ENUM, JSON, BOOLEAN -> "-" + number;
            case DATE_TIME, DATE_TIME_SECONDS, DATE, EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                    Objects.requireNonNull(kind.time()).any(number);
            case INT, FLOAT, DECIMAL -> -number;
            case BINARY -> Base64.getEncoder().encodeToString(bytes(number));
        };
    }

    private static byte[] bytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }
}

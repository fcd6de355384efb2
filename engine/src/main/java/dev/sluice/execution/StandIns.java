// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.schema.AttributeType;
import dev.sluice.schema.ObjectShape;
import dev.sluice.schema.ScalarKind;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Function;

/// Values in place of those that an item would have, so that a key can be spelled which is read for
/// nothing but to be read.
final class StandIns {
    private StandIns() {}

    /// The fields, with a stand-in for each that is null.
    static Function<String, @Nullable Object> behind(
            Function<String, @Nullable Object> fields, ObjectShape shape) {
        return field -> {
            var value = fields.apply(field);
            var attribute = shape.attribute(field);
            return value == null
                            && attribute != null
                            && attribute.type() instanceof AttributeType.Scalar(var kind)
                    ? of(kind)
                    : value;
        };
    }

    private static Object of(ScalarKind kind) {
        return switch (kind) {
            case STRING, ID, ENUM, JSON -> "-";
            case DATE_TIME, EPOCH_SECONDS -> Instant.EPOCH;
            case INT, FLOAT, DECIMAL -> 0;
            case BINARY -> "AA==";
            case BOOLEAN -> false;
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.value;

import dev.sluice.internal.schema.key.KeyText;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;

/// The order of values, which is DynamoDB's: texts by their UTF-8 bytes.
final class ValueOrder {
    private ValueOrder() {}

    /// Returns the greatest or the least of two values, or null if one is absent or the two have
    /// different types.
    static @Nullable Object extreme(
            @Nullable Object one, @Nullable Object other, boolean greatest) {
        var order = one == null || other == null ? null : order(one, other);
        if (order == null) {
            return null;
        }
        return greatest == order >= 0 ? one : other;
    }

    /// Returns whether both are there and equal. Numbers are equal whatever their scale.
    static boolean areEqual(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return false;
        }
        var order = order(one, other);
        return order == null ? one.equals(other) : order == 0;
    }

    private static @Nullable Integer order(Object one, Object other) {
        return switch (one) {
            case String text when other instanceof String with -> KeyText.compareUtf8(text, with);
            case Instant time when other instanceof Instant with -> time.compareTo(with);
            case Number number when other instanceof Number with ->
                    new BigDecimal(number.toString()).compareTo(new BigDecimal(with.toString()));
            default -> null;
        };
    }
}

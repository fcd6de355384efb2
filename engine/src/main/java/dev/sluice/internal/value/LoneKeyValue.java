// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.value;

import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.key.KeyText;
import dev.sluice.internal.schema.key.TimePrecision;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Values of key attributes that hold one field, as `ItemRequest` takes them: a time becomes the
/// text or the number that is stored.
public final class LoneKeyValue {
    private LoneKeyValue() {}

    /// Returns null if no key equals the value.
    public static @Nullable Object exact(@Nullable Object value, ScalarKind kind) {
        return value instanceof Instant time
                        && kind.time() instanceof TimePrecision precision
                        && !precision.isExact(time)
                ? null
                : value == null ? null : position(value, kind);
    }

    /// Returns what compares with all keys as the value does with their values, or null if the
    /// value is a time that has no such place.
    static @Nullable Object position(Object value, ScalarKind kind) {
        if (!(value instanceof Instant time) || !(kind.time() instanceof TimePrecision precision)) {
            return value;
        }
        if (kind.key() == StoredAs.N) {
            return precision.count(time);
        }
        return KeyText.isInCalendar(time) ? precision.position(time) : null;
    }
}

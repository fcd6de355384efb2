// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import dev.sluice.internal.schema.key.TimeBucket;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A field in a key.
///
/// @param width the number of digits of a number, or 0
/// @param bucket which part of a time the key holds, or null if it holds the whole value
record KeySlot(String field, int width, @Nullable TimeBucket bucket) {
    KeySlot(String field, int width) {
        this(field, width, null);
    }

    /// Returns the text in templates.
    String text() {
        return width == 0 ? "{%s}".formatted(term()) : "{%s:%d}".formatted(field, width);
    }

    /// Returns the name in key conditions.
    String term() {
        return bucket == null ? field : field + ":" + bucket.text();
    }

    /// Returns whether a key condition for the others gives this one as well.
    boolean isGivenBy(List<KeySlot> others) {
        return others.stream()
                .anyMatch(other ->
                        other.field.equals(field)
                                && (other.bucket == null || other.bucket == bucket));
    }
}

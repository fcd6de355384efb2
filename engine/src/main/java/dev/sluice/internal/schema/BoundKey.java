// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.key.KeySpelling;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A whole key attribute, built from values.
///
/// @param spelling how the segments form a composed key, or null if there is one `Bound` segment,
///   whose value is the attribute
public record BoundKey(
        KeyAttribute attribute, @Nullable KeySpelling spelling, List<BoundSegment> segments) {
    public BoundKey {
        segments = List.copyOf(segments);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.Value;
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

    /// Returns the key in which a value replaces the `Value.Element` of this place.
    public BoundKey with(int place, Value each) {
        return new BoundKey(
                attribute,
                spelling,
                segments.stream()
                        .map(segment ->
                                segment
                                                        instanceof
                                                        BoundSegment.Bound(
                                                                Value.Element(var own),
                                                                var kind,
                                                                var slot)
                                                && own == place
                                        ? new BoundSegment.Bound(each, kind, slot)
                                        : segment)
                        .toList());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import java.util.List;

/// A whole key attribute, built from values.
///
/// @param composed whether the attribute is a string joined from the segments; if not, there is one
///   `Bound` segment, whose value is the attribute
public record BoundKey(KeyAttribute attribute, boolean composed, List<BoundSegment> segments) {
    public BoundKey {
        segments = List.copyOf(segments);
    }
}

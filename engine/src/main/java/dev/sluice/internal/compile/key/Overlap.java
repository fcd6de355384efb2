// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.key;

import dev.sluice.internal.schema.BoundSegment;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.key.Segment;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Checks whether two templates can give the same key.
///
/// Values are escaped, so a field never contains `#`; but it can equal any literal.
public final class Overlap {
    private Overlap() {}

    /// Returns whether two whole keys can be equal. Two absent keys are equal. A lone field can
    /// equal any key.
    public static boolean same(@Nullable Key one, @Nullable Key other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        if (one.template().isLone() || other.template().isLone()) {
            return true;
        }
        var left = one.template().segments();
        var right = other.template().segments();
        return left.size() == right.size() && startsAlike(left, right);
    }

    /// Returns whether a key of the template can begin with the segments.
    public static boolean beginsWith(List<BoundSegment> prefix, List<Segment> template) {
        if (prefix.size() > template.size()) {
            return false;
        }
        for (int i = 0; i < prefix.size(); i++) {
            if (prefix.get(i) instanceof BoundSegment.Literal(var text)
                    && template.get(i) instanceof Segment.Literal(var other)
                    && !text.equals(other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsAlike(List<Segment> left, List<Segment> right) {
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i) instanceof Segment.Literal(var text)
                    && right.get(i) instanceof Segment.Literal(var other)
                    && !text.equals(other)) {
                return false;
            }
        }
        return true;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.key;

import dev.sluice.internal.schema.BoundSegment;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.key.Segment;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Checks whether two templates can give the same key.
///
/// A value never contains the separator, as it is escaped or refused; but it can equal any literal
/// that its form allows.
public final class Overlap {
    private Overlap() {}

    /// Returns whether two whole keys can be equal. Two absent keys are equal. A lone field is not
    /// spelled in segments, so it can equal any key that starts as its values can.
    public static boolean same(@Nullable Key one, @Nullable Key other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        var left = one.template().segments();
        var right = other.template().segments();
        if (one.template().isLone() || other.template().isLone()) {
            return agree(left.getFirst(), start(right.getFirst()))
                    || agree(right.getFirst(), start(left.getFirst()));
        }
        return left.size() == right.size() && startsAlike(left, right);
    }

    /// Returns whether a key of the template can begin with the segments.
    public static boolean beginsWith(List<BoundSegment> prefix, List<Segment> template) {
        return prefix.size() <= template.size()
                && startsAlike(
                        prefix.stream()
                                .map(segment ->
                                        switch (segment) {
                                            case BoundSegment.Literal(var text) ->
                                                    new Segment.Literal(text);
                                            case BoundSegment.Bound(_, _, var slot) ->
                                                    new Segment.Field("", slot);
                                        })
                                .toList(),
                        template);
    }

    private static boolean startsAlike(
            List<? extends Segment> left, List<? extends Segment> right) {
        for (int i = 0; i < left.size(); i++) {
            if (!agree(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean agree(Segment one, Segment other) {
        return switch (one) {
            case Segment.Literal(var text) ->
                    switch (other) {
                        case Segment.Literal(var literal) -> text.equals(literal);
                        case Segment.Field(_, var slot) -> slot.canBe(text);
                    };
            case Segment.Field(_, var slot) ->
                    switch (other) {
                        case Segment.Literal(var literal) -> slot.canBe(literal);
                        case Segment.Field(_, var otherSlot) -> slot.overlaps(otherSlot);
                    };
        };
    }

    /// Returns the text that every first segment starts with.
    private static Segment start(Segment first) {
        return switch (first) {
            case Segment.Literal literal -> literal;
            case Segment.Field(_, var slot) -> new Segment.Literal(slot.before());
        };
    }
}

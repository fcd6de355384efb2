// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.read;

import dev.sluice.internal.compile.binding.SortBinder;
import dev.sluice.internal.compile.file.ExpressionLocation;
import dev.sluice.internal.compile.key.AccessPath;
import dev.sluice.internal.compile.key.Overlap;
import dev.sluice.internal.compile.shape.Targets;
import dev.sluice.internal.schema.BoundSegment;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.KeyCondition;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.Segment;

import java.util.List;

/// Checks that a list reads no items of other types, or only as many as it may drop.
record Strangers(Targets targets, ExpressionLocation location) {

    /// Returns whether the range can contain items of other types.
    ///
    /// @param isBounded whether the field says how many items it reads for a page
    boolean check(AccessPath access, KeyCondition condition, SortBinder sort, boolean isBounded) {
        var isMixed = false;
        var own = access.partition().getFirst();
        for (var stranger : targets.strangers(access.target(), access.index())) {
            var key = stranger.key(access.index());
            if (Overlap.same(own, key.partition())
                    && (key.sort() == null || sort.reaches(key.sort().template().segments()))) {
                isMixed |= isAllowed(access, condition, stranger, isBounded);
            }
        }
        return isMixed;
    }

    private boolean isAllowed(
            AccessPath access, KeyCondition condition, StoredType stranger, boolean isBounded) {
        var members = access.target().members();
        if (!members.stream()
                .allMatch(member -> member.discriminator().excludes(stranger.discriminator()))) {
            location.report(
                    "the range can also contain items of `%s`".formatted(stranger.name()),
                    "start the sort keys of the two types with different literals, or return a union of both");
            return false;
        }
        if (isNamed(access, condition, stranger)) {
            return false;
        }
        if (!isBounded) {
            location.report(
                    "the range can also contain items of `%s`, which only the discriminator tells apart"
                            .formatted(stranger.name()),
                    "add maxRead, the maximum number of items to read for one page, or return a union"
                            + " of both");
        }
        if (stranger.itemSize() > access.target().itemSize()) {
            location.report(
                    "the range can also contain items of `%s`, whose itemSize is larger"
                            .formatted(stranger.name()),
                    "set itemSize: %d for both".formatted(stranger.itemSize()));
        }
        return true;
    }

    /// Returns whether the key condition names another text for a field than the other type has.
    private static boolean isNamed(AccessPath access, KeyCondition condition, StoredType stranger) {
        var key = stranger.key(access.index());
        var sort = condition.sort();
        return isNamed(condition.partition().segments(), key.partition(), stranger)
                || (sort != null
                        && key.sort() != null
                        && isNamed(sort.equal(), key.sort(), stranger));
    }

    private static boolean isNamed(List<BoundSegment> bound, Key key, StoredType stranger) {
        var template = key.template();
        for (int i = 0; i < Math.min(bound.size(), template.segments().size()); i++) {
            if (bound.get(i) instanceof BoundSegment.Bound(Value.Literal(String text), _, _)
                    && template.segments().get(i) instanceof Segment.Field(var name, _)
                    && stranger.discriminating(name) instanceof String other
                    && !template.spelling().cased(text).equals(template.spelling().cased(other))) {
                return true;
            }
        }
        return false;
    }
}

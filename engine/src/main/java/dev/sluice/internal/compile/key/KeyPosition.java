// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.key;

import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.key.Segment;
import dev.sluice.internal.schema.key.Slot;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One position of a key template, combined from all types that a read may return.
public sealed interface KeyPosition {

    record Literal(String text) implements KeyPosition {}

    /// @param names the field's name in each type
    /// @param pin the claim that the field always equals, or null
    /// @param slot how the value is written into a composed key
    record Named(Set<String> names, ScalarKind kind, @Nullable String pin, Slot slot)
            implements KeyPosition {
        /// Returns the name, of any of the types, for which a term exists, or null.
        public @Nullable String nameIn(Map<String, Term> terms) {
            return terms.keySet().stream().filter(names::contains).findFirst().orElse(null);
        }
    }

    /// The types differ here, so a term cannot bind this position.
    record Split() implements KeyPosition {}

    /// @param keys the key of each member, in the members' order
    static List<KeyPosition> of(List<StoredType> members, List<Key> keys) {
        var longest =
                keys.stream().mapToInt(key -> key.template().segments().size()).max().orElse(0);
        var positions = new ArrayList<KeyPosition>();
        for (int i = 0; i < longest; i++) {
            positions.add(at(i, members, keys));
        }
        return positions;
    }

    private static KeyPosition at(int position, List<StoredType> members, List<Key> keys) {
        KeyPosition agreed = null;
        for (int i = 0; i < members.size(); i++) {
            var segments = keys.get(i).template().segments();
            if (position >= segments.size()) {
                return new Split();
            }
            var own = of(segments.get(position), members.get(i));
            agreed = agreed == null ? own : agree(agreed, own);
        }
        return agreed == null ? new Split() : agreed;
    }

    private static KeyPosition of(Segment segment, StoredType member) {
        return switch (segment) {
            case Segment.Literal(var text) -> new Literal(text);
            case Segment.Field(var name, var slot) ->
                    new Named(
                            Set.of(name),
                            Keys.kind(Keys.stored(member.shape(), name)),
                            member.pins().get(name),
                            slot);
        };
    }

    private static KeyPosition agree(KeyPosition one, KeyPosition other) {
        if (one instanceof Named(var names, var kind, var pin, var slot)
                && other instanceof Named(var more, var otherKind, var otherPin, var otherSlot)
                && slot.equals(otherSlot)
                && Scalars.isAlike(kind, otherKind)
                && (pin == null || otherPin == null || pin.equals(otherPin))) {
            var all = new HashSet<>(names);
            all.addAll(more);
            return new Named(Set.copyOf(all), kind, pin == null ? otherPin : pin, slot);
        }
        return one.equals(other) ? one : new Split();
    }
}

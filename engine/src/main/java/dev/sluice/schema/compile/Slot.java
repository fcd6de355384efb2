// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.Key;
import dev.sluice.schema.ScalarKind;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.key.Segment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One position of a key template, as all types that a read may return agree on it.
sealed interface Slot {

    record Literal(String text) implements Slot {}

    /// @param names the field's name in each type
    record Named(Set<String> names, ScalarKind kind) implements Slot {
        /// The term that speaks of the position, by whichever type's name, or null.
        @Nullable String nameIn(Map<String, Term> terms) {
            return names.stream().filter(terms::containsKey).findFirst().orElse(null);
        }
    }

    /// The types differ here, so no term can speak of this position.
    record Split() implements Slot {}

    /// @param keys the key of each member, in the members' order
    static List<Slot> of(List<StoredType> members, List<Key> keys) {
        var longest =
                keys.stream().mapToInt(key -> key.template().segments().size()).max().orElse(0);
        var slots = new ArrayList<Slot>();
        for (int i = 0; i < longest; i++) {
            slots.add(at(i, members, keys));
        }
        return slots;
    }

    private static Slot at(int position, List<StoredType> members, List<Key> keys) {
        var seen = new HashSet<Slot>();
        var names = new HashSet<String>();
        for (int i = 0; i < members.size(); i++) {
            var segments = keys.get(i).template().segments();
            if (position >= segments.size()) {
                return new Split();
            }
            switch (segments.get(position)) {
                case Segment.Literal(var text) -> seen.add(new Literal(text));
                case Segment.Field(var name) -> {
                    names.add(name);
                    var attribute = Keys.stored(members.get(i).shape(), name);
                    seen.add(new Named(Set.of(), Keys.kind(attribute)));
                }
            }
        }
        if (seen.size() != 1) {
            return new Split();
        }
        return switch (seen.iterator().next()) {
            case Literal literal -> literal;
            case Named(_, var kind) -> new Named(Set.copyOf(names), kind);
            case Split split -> split;
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.key;

import dev.sluice.internal.compile.file.Scalars;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.key.Segment;
import dev.sluice.internal.schema.key.Slot;
import dev.sluice.internal.schema.key.TimeBucket;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
            var named = terms.keySet().stream().filter(names::contains).findFirst();
            return named.or(() ->
                            terms.entrySet().stream()
                                    .filter(this::isOf)
                                    .map(Map.Entry::getKey)
                                    .findFirst())
                    .orElse(null);
        }

        /// Returns whether the term gives the whole time of a bucket.
        private boolean isOf(Map.Entry<String, Term> term) {
            return slot.form() instanceof TimeBucket bucket
                    && term.getValue() instanceof Term.Equal
                    && names.contains(named(term.getKey(), bucket));
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

    /// Returns whether one key cannot be that of all the types, which are in one table.
    static boolean areSplit(List<StoredType> members) {
        var path = AccessPath.of(new Target("", members), null);
        return Stream.of(path.partition(), path.sort())
                .flatMap(keys -> of(members, keys).stream())
                .anyMatch(Split.class::isInstance);
    }

    /// Returns the names with which terms can bind the key of a type in its table.
    static Set<String> names(StoredType type) {
        var names = new HashSet<String>();
        for (var half : type.key().halves().toList()) {
            for (var segment : half.template().segments()) {
                if (of(segment, half, type) instanceof Named named
                        && segment instanceof Segment.Field field) {
                    names.addAll(named.names());
                    names.add(field.name());
                }
            }
        }
        return names;
    }

    private static KeyPosition at(int position, List<StoredType> members, List<Key> keys) {
        KeyPosition agreed = null;
        for (int i = 0; i < members.size(); i++) {
            var segments = keys.get(i).template().segments();
            if (position >= segments.size()) {
                return new Split();
            }
            var own = of(segments.get(position), keys.get(i), members.get(i));
            agreed = agreed == null ? own : agree(agreed, own);
        }
        return agreed == null ? new Split() : agreed;
    }

    private static KeyPosition of(Segment segment, Key key, StoredType member) {
        return switch (segment) {
            case Segment.Literal(var text) -> new Literal(text);
            case Segment.Field(var name, var slot) ->
                    new Named(
                            Set.of(
                                    slot.form() instanceof TimeBucket bucket
                                            ? named(name, bucket)
                                            : name),
                            key.field(name).kind(),
                            member.pins().get(name),
                            slot);
        };
    }

    /// Returns how a key condition names a part of a time.
    static String named(String field, TimeBucket bucket) {
        return field + ":" + bucket.text();
    }

    private static KeyPosition agree(KeyPosition one, KeyPosition other) {
        if (one instanceof Named(var names, var kind, var pin, var slot)
                && other instanceof Named(var more, var otherKind, var otherPin, var otherSlot)
                && slot.and(otherSlot) instanceof Slot both
                && Scalars.isAlike(kind, otherKind)
                && (pin == null || otherPin == null || pin.equals(otherPin))) {
            var all = new HashSet<>(names);
            all.addAll(more);
            return new Named(Set.copyOf(all), kind, pin == null ? otherPin : pin, both);
        }
        return one.equals(other) ? one : new Split();
    }
}

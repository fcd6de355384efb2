// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.KeyField;
import dev.sluice.internal.schema.StoredType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the items of one type need where they are.
///
/// @param type as the later schema has it
/// @param copies attributes with other names, and those that `--copy` names
/// @param parts the fields of new keys whose value is in another key, or is a default
/// @param keys new composed keys of indexes
record TypeMigration(
        StoredType type, List<AttributeCopy> copies, List<Attribute> parts, List<Key> keys) {

    /// @param given copies between fields of this type
    /// @throws Failure if values could not be copied
    static TypeMigration between(
            StoredType earlier, StoredType later, List<Copies.FieldCopy> given) {
        var copies = new ArrayList<AttributeCopy>();
        for (var attribute : later.shape().attributes().values()) {
            var before = earlier.shape().attribute(attribute.field());
            if (before != null && !before.name().equals(attribute.name())) {
                copies.add(copy(later, before, attribute));
            } else if (before != null && !AttributeCopy.isSame(before.type(), attribute.type())) {
                throw Failure.input(
                        "%s.%s is stored in another way than before, and the earlier version could not read it any more. Fix: give the new form a field of its own, and use --copy."
                                .formatted(later.name(), attribute.field()));
            }
        }
        for (var copy : given) {
            copies.add(copy(later, require(later, copy.from()), require(later, copy.to())));
        }
        var known = new HashSet<String>();
        earlier.keys().forEach(key -> known.add(text(key)));
        var keys =
                later.indexes().values().stream()
                        .flatMap(index -> index.key().halves())
                        .filter(key -> !known.contains(text(key)))
                        .distinct()
                        .toList();
        return new TypeMigration(
                later,
                List.copyOf(copies),
                keys.stream().flatMap(key -> parts(earlier, key)).distinct().toList(),
                keys.stream().filter(Key::derived).toList());
    }

    static Attribute require(StoredType type, String field) {
        var attribute = type.shape().attribute(field);
        if (attribute == null) {
            throw Failure.usage("--copy: %s has no stored field %s.".formatted(type.name(), field));
        }
        return attribute;
    }

    /// @throws Failure if the second field cannot have values of the first
    static AttributeCopy copy(StoredType type, Attribute from, Attribute to) {
        if (!AttributeCopy.isPossible(from.type(), to.type())) {
            throw Failure.input(
                    "%s.%s is stored in another way than %s, so its value cannot be copied."
                            .formatted(type.name(), to.field(), from.field()));
        }
        return new AttributeCopy(from, to);
    }

    /// Returns the fields of a key whose own attribute an item can lack although it has a value.
    private static Stream<Attribute> parts(StoredType earlier, Key key) {
        var inKeys = new HashSet<String>();
        earlier.key()
                .halves()
                .filter(Key::derived)
                .forEach(half -> inKeys.addAll(half.template().fields()));
        return key.fields().stream()
                .filter(field -> !field.isInside())
                .map(KeyField::own)
                .filter(part -> part.readDefault() != null || inKeys.contains(part.field()));
    }

    static String text(Key key) {
        return "%s %s %s".formatted(key.attribute().name(), key.template().text(), key.spelling());
    }

    boolean isEmpty() {
        return copies.isEmpty() && parts.isEmpty() && keys.isEmpty();
    }

    /// Returns a line for each attribute that items need.
    List<String> reasons() {
        var reasons = new ArrayList<String>();
        copies.forEach(copy ->
                reasons.add(
                        "%s: `%s` is copied from `%s`."
                                .formatted(type.name(), copy.to().name(), copy.from().name())));
        parts.forEach(part ->
                reasons.add(
                        "%s: `%s` is written where it is absent, for the index."
                                .formatted(type.name(), part.name())));
        keys.forEach(key ->
                reasons.add(
                        "%s: `%s` is composed as \"%s\"."
                                .formatted(
                                        type.name(),
                                        key.attribute().name(),
                                        key.template().text())));
        return reasons.stream().sorted().toList();
    }

    /// Returns the item's own attributes that hold the fields of a key.
    static Set<String> attributes(Key key) {
        return key.fields().stream()
                .map(field -> field.own().name())
                .collect(Collectors.toUnmodifiableSet());
    }
}

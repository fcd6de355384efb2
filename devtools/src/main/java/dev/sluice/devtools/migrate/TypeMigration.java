// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import dev.sluice.devtools.diff.StoredForm;
import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.StoredType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What the items of one type need.
///
/// @param type as the later schema has it
/// @param keys composed keys of indexes
record TypeMigration(StoredType type, List<AttributeCopy> copies, List<Key> keys) {

    /// @param given copies between fields of this type
    /// @throws Failure if items would have to move, or values could not be copied
    static TypeMigration between(StoredType earlier, StoredType later, List<FieldCopy> given) {
        if (!earlier.table().equals(later.table()) || !spelled(earlier).equals(spelled(later))) {
            throw Failure.input(
                    "%s has another table or key, so its items would have to move. Fix: docs/how-to/change-a-key.md."
                            .formatted(later.name()));
        }
        var copies = new ArrayList<AttributeCopy>();
        for (var attribute : later.shape().attributes().values()) {
            var before = earlier.shape().attribute(attribute.field());
            if (before != null && !before.name().equals(attribute.name())) {
                copies.add(copy(later, before, attribute, false));
            }
        }
        for (var copy : given) {
            copies.add(copy(later, require(later, copy.from()), require(later, copy.to()), true));
        }
        var known = keys(earlier);
        var keys =
                later.indexes().values().stream()
                        .flatMap(index -> index.key().halves())
                        .filter(Key::derived)
                        .filter(key -> !known.contains(text(key)))
                        .distinct()
                        .toList();
        return new TypeMigration(later, List.copyOf(copies), keys);
    }

    private static Attribute require(StoredType type, String field) {
        var attribute = type.shape().attribute(field);
        if (attribute == null) {
            throw Failure.usage("--copy: %s has no stored field %s.".formatted(type.name(), field));
        }
        return attribute;
    }

    private static AttributeCopy copy(
            StoredType type, Attribute from, Attribute to, boolean keepsUp) {
        if (!StoredForm.of(from.type()).equals(StoredForm.of(to.type()))) {
            throw Failure.input(
                    "%s.%s is stored in another way than %s, so its value cannot be copied."
                            .formatted(type.name(), to.field(), from.field()));
        }
        return new AttributeCopy(to.name(), from.name(), keepsUp);
    }

    private static Set<String> keys(StoredType type) {
        var keys = new HashSet<String>();
        type.keys().forEach(key -> keys.add(text(key)));
        return keys;
    }

    private static List<String> spelled(StoredType type) {
        return type.key().halves().map(TypeMigration::text).toList();
    }

    private static String text(Key key) {
        return "%s %s %s".formatted(key.attribute().name(), key.template().text(), key.spelling());
    }

    boolean isEmpty() {
        return copies.isEmpty() && keys.isEmpty();
    }

    /// Returns a line for each attribute that items need.
    List<String> reasons() {
        var reasons = new ArrayList<String>();
        copies.forEach(copy ->
                reasons.add(
                        "%s: `%s` is copied from `%s`."
                                .formatted(type.name(), copy.to(), copy.from())));
        keys.forEach(key ->
                reasons.add(
                        "%s: `%s` is composed as \"%s\"."
                                .formatted(
                                        type.name(),
                                        key.attribute().name(),
                                        key.template().text())));
        return reasons.stream().sorted().toList();
    }

    /// Returns the attributes that hold the fields of a key.
    List<String> parts(Key key) {
        return key.template().fields().stream()
                .map(field -> Objects.requireNonNull(type.shape().attribute(field), field))
                .map(Attribute::name)
                .toList();
    }

    /// Returns the migration of a type that both versions have, or null if one of them lacks it.
    static @Nullable TypeMigration of(
            @Nullable StoredType earlier, StoredType later, List<FieldCopy> copies) {
        return earlier == null
                ? null
                : between(
                        earlier,
                        later,
                        copies.stream().filter(copy -> copy.type().equals(later.name())).toList());
    }
}

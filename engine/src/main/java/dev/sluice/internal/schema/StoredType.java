// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An object type with `@table`: where its items are stored and who may see them.
///
/// @param table the table's name in the schema
/// @param key the key in the table
/// @param version the field that `@table(version:)` names, or null
/// @param ttl the field that `@table(ttl:)` names, or null
/// @param deletedAt the field that `@table(deletedAt:)` names, or null
/// @param itemSize the largest size of an item, in KB (1,024 bytes)
/// @param pins the fields that every read takes from a claim, and the claim for each
/// @param discriminator what every item stores besides its key
/// @param rules who may see an item: at least one rule; one that holds is enough
/// @param always the attributes that every read of the type projects: key, TTL, deletion and rule
///   attributes, and those of the discriminator
public record StoredType(
        String name,
        String table,
        PrimaryKey key,
        Map<String, Index> indexes,
        @Nullable String version,
        @Nullable Attribute ttl,
        @Nullable Attribute deletedAt,
        int itemSize,
        ObjectShape shape,
        Map<String, String> pins,
        TypeDiscriminator discriminator,
        List<Rule> rules,
        Set<String> always) {

    public StoredType {
        indexes = Map.copyOf(indexes);
        pins = Map.copyOf(pins);
        rules = List.copyOf(rules);
        always = Set.copyOf(always);
    }

    /// Returns the type with these rules. They compare what an item holds: the composed key of an
    /// index could be stale.
    ///
    /// @param compared the attributes that the rules compare
    public StoredType judgedBy(List<Rule> given, Set<String> compared) {
        var all = new HashSet<>(always);
        all.addAll(compared);
        var doubtful = new HashSet<>(compared);
        key.halves()
                .flatMap(half -> half.fields().stream())
                .forEach(field -> doubtful.remove(field.own().name()));
        var judged = new HashMap<String, Index>();
        indexes.forEach((index, own) -> judged.put(index, own.without(doubtful)));
        return new StoredType(
                name,
                table,
                key,
                judged,
                version,
                ttl,
                deletedAt,
                itemSize,
                shape,
                pins,
                discriminator,
                given,
                all);
    }

    /// Returns the type for a reader that also wants items that are marked as deleted.
    public StoredType withDeleted() {
        return new StoredType(
                name,
                table,
                key,
                indexes,
                version,
                ttl,
                null,
                itemSize,
                shape,
                pins,
                discriminator,
                rules,
                always);
    }

    /// Returns the type with another largest size of an item.
    ///
    /// @param kilobytes at most 400
    public StoredType sized(int kilobytes) {
        return new StoredType(
                name,
                table,
                key,
                indexes,
                version,
                ttl,
                deletedAt,
                kilobytes,
                shape,
                pins,
                discriminator,
                rules,
                always);
    }

    /// Returns whether an item in the table can count as missing.
    public boolean canBeGone() {
        return ttl != null || deletedAt != null;
    }

    /// Returns whether a field is the mark of deleted items, which only a delete sets.
    public boolean isDeletionMark(String field) {
        return deletedAt != null && deletedAt.field().equals(field);
    }

    /// Returns the halves of every key: first of the table, then of the indexes.
    public Stream<Key> keys() {
        return Stream.concat(
                key.halves(), indexes.values().stream().flatMap(index -> index.key().halves()));
    }

    /// Returns the fields whose values a key of the table or of an index holds only in lower case.
    public Set<String> lowered() {
        return keys().flatMap(key -> key.template().lowered().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Returns the text that the discriminator requires of a field, or null if it requires none.
    public @Nullable String discriminating(String field) {
        var attribute = shape.attribute(field);
        return attribute == null ? null : discriminator.texts().get(attribute.name());
    }

    /// Returns the key that a read of the index, or of the table if it is null, goes by.
    ///
    /// @throws NullPointerException if the type has no such index
    public PrimaryKey key(@Nullable String index) {
        return index == null ? key : index(index).key();
    }

    /// @throws NullPointerException if the type has no such index
    public Index index(String index) {
        return Objects.requireNonNull(indexes.get(index));
    }

    /// The type's key in one secondary index.
    ///
    /// @param projected the attributes that the index has, or null if it has all
    /// @param spelled the attributes whose values a read takes from composed keys
    /// @param local whether it is a local secondary index, which has consistent reads
    public record Index(
            String name,
            PrimaryKey key,
            @Nullable Set<String> projected,
            Set<String> spelled,
            boolean local) {
        public Index {
            projected = projected == null ? null : Set.copyOf(projected);
            spelled = Set.copyOf(spelled);
        }

        boolean holds(Set<String> attributes) {
            return attributes.stream().allMatch(this::holds);
        }

        /// Returns whether a read of the index returns the attribute.
        public boolean holds(String attribute) {
            return projected == null
                    || projected.contains(attribute)
                    || spelled.contains(attribute);
        }

        /// Returns the index from whose composed keys a read does not take these attributes.
        private Index without(Set<String> attributes) {
            var left = new HashSet<>(spelled);
            left.removeAll(attributes);
            return new Index(name, key, projected, left, local);
        }
    }
}

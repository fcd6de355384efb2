// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// An object type with `@table`: where its items are stored and who may see them.
///
/// @param table the table's name in the schema
/// @param sortKey null if the table has only a partition key
/// @param version the field that `@table(version:)` names, or null
/// @param ttl the field that `@table(ttl:)` names, or null
/// @param itemSize the largest size of an item, in KB (1,024 bytes)
/// @param pins the fields that every read takes from a claim, and the claim for each
/// @param rules who may see an item: at least one rule; one that holds is enough
/// @param always the attributes that every read of the type projects: key, TTL and rule attributes
public record StoredType(
        String name,
        String table,
        Key partitionKey,
        @Nullable Key sortKey,
        Map<String, Index> indexes,
        @Nullable String version,
        @Nullable Attribute ttl,
        int itemSize,
        ObjectShape shape,
        Map<String, String> pins,
        List<Rule> rules,
        Set<String> always) {

    public StoredType {
        indexes = Map.copyOf(indexes);
        pins = Map.copyOf(pins);
        rules = List.copyOf(rules);
        always = Set.copyOf(always);
    }

    /// Returns the type with these rules.
    ///
    /// @param compared the attributes that the rules compare
    public StoredType judgedBy(List<Rule> given, Set<String> compared) {
        var all = new HashSet<>(always);
        all.addAll(compared);
        return new StoredType(
                name,
                table,
                partitionKey,
                sortKey,
                indexes,
                version,
                ttl,
                itemSize,
                shape,
                pins,
                given,
                all);
    }

    /// Returns the halves of every key: first of the table, then of the indexes.
    public Stream<Key> keys() {
        return Stream.concat(
                Stream.concat(Stream.of(partitionKey), Stream.ofNullable(sortKey)),
                indexes.values().stream()
                        .flatMap(index ->
                                Stream.concat(
                                        Stream.of(index.partitionKey()),
                                        Stream.ofNullable(index.sortKey()))));
    }

    /// Returns the key attributes of the type in its table.
    public KeySchema keySchema() {
        return KeySchema.of(partitionKey, sortKey);
    }

    /// @throws NullPointerException if the type has no such index
    public Index index(String index) {
        return Objects.requireNonNull(indexes.get(index));
    }

    /// The type's keys in one global secondary index.
    ///
    /// @param projected the attributes that a read of the index returns, or null if it returns all
    public record Index(
            String name, Key partitionKey, @Nullable Key sortKey, @Nullable Set<String> projected) {
        public Index {
            projected = projected == null ? null : Set.copyOf(projected);
        }

        public KeySchema keySchema() {
            return KeySchema.of(partitionKey, sortKey);
        }

        boolean holds(Set<String> attributes) {
            return projected == null || projected.containsAll(attributes);
        }
    }
}

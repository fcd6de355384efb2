// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schema.compile;

import dev.sluice.schema.Attribute;
import dev.sluice.schema.Key;
import dev.sluice.schema.KeySchema;
import dev.sluice.schema.Projection;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.Table;

import graphql.language.ObjectTypeDefinition;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Merges the types of each table, and refuses those that cannot share one.
final class Tables {
    private final SchemaFile file;
    private final Problems problems;

    Tables(SchemaFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    Map<String, Table> compile(Map<String, StoredType> types) {
        var byTable = new LinkedHashMap<String, List<StoredType>>();
        for (var type : types.values()) {
            byTable.computeIfAbsent(type.table(), _ -> new ArrayList<>()).add(type);
        }
        var tables = new LinkedHashMap<String, Table>();
        byTable.forEach((name, sharing) -> tables.put(name, table(name, sharing)));
        return tables;
    }

    private Table table(String name, List<StoredType> types) {
        var first = types.getFirst();
        var key = schema(first.partitionKey(), first.sortKey());
        String ttl = null;
        var indexes = new LinkedHashMap<String, Table.Index>();
        for (var type : types) {
            checkKey(first, type, key);
            ttl = mergeTtl(type, ttl);
            type.indexes().values().stream()
                    .sorted(Comparator.comparing(StoredType.Index::name))
                    .forEach(index -> mergeIndex(type, index, key, indexes));
        }
        var composed =
                types.stream()
                        .flatMap(Tables::keys)
                        .filter(each -> !each.template().isLone())
                        .map(each -> each.attribute().name())
                        .collect(Collectors.toSet());
        for (int i = 0; i < types.size(); i++) {
            for (var other : types.subList(0, i)) {
                checkCollision(other, types.get(i));
            }
            checkPollution(types.get(i), indexes);
            checkReserved(types.get(i), composed);
        }
        return new Table(name, key, ttl, List.copyOf(indexes.values()));
    }

    private static KeySchema schema(Key partition, @Nullable Key sort) {
        return new KeySchema(partition.attribute(), sort == null ? null : sort.attribute());
    }

    /// The keys of the type in its table and in all its indexes.
    private static Stream<Key> keys(StoredType type) {
        return Stream.concat(
                        Stream.of(type.partitionKey(), type.sortKey()),
                        type.indexes().values().stream()
                                .flatMap(index -> Stream.of(index.partitionKey(), index.sortKey())))
                .flatMap(Stream::ofNullable);
    }

    private void checkKey(StoredType first, StoredType type, KeySchema key) {
        if (!schema(type.partitionKey(), type.sortKey()).equals(key)) {
            report(
                    type,
                    "`%s` and `%s` share the table `%s` but not its key attributes (%s, not %s)"
                            .formatted(
                                    type.name(),
                                    first.name(),
                                    type.table(),
                                    spell(schema(type.partitionKey(), type.sortKey())),
                                    spell(key)),
                    "spell both keys of all types of one table as composed templates, or as the same"
                            + " lone field");
        }
    }

    private static String spell(KeySchema key) {
        var sort = key.sort();
        var partition = key.partition().name() + " " + key.partition().type();
        return sort == null ? partition : partition + " and " + sort.name() + " " + sort.type();
    }

    private @Nullable String mergeTtl(StoredType type, @Nullable String ttl) {
        var own = type.ttl() == null ? null : type.ttl().name();
        if (own != null && ttl != null && !own.equals(ttl)) {
            report(
                    type,
                    "a table has one TTL attribute: `%s` and `%s` differ".formatted(ttl, own),
                    "give both fields the same @attribute(name:)");
        }
        return own == null ? ttl : own;
    }

    private void mergeIndex(
            StoredType type, StoredType.Index own, KeySchema table, Map<String, Table.Index> seen) {
        var index =
                new Table.Index(
                        own.name(),
                        schema(own.partitionKey(), own.sortKey()),
                        projection(type, own, table));
        var other = seen.putIfAbsent(own.name(), index);
        if (other != null && !other.equals(index)) {
            report(
                    type,
                    "the index `%s` of the table `%s` is declared in two ways"
                            .formatted(own.name(), type.table()),
                    "give all its types the same key attributes and projection, or another name");
        }
    }

    /// Key fields need no projection of their own: they are read from the key attributes.
    private static Projection projection(StoredType type, StoredType.Index index, KeySchema table) {
        var projected = index.projected();
        if (projected == null) {
            return new Projection.All();
        }
        var attributes = new TreeSet<>(projected);
        Stream.of(type.partitionKey(), type.sortKey(), index.partitionKey(), index.sortKey())
                .flatMap(Stream::ofNullable)
                .flatMap(key -> key.template().fields().stream())
                .forEach(field -> attributes.remove(Keys.stored(type.shape(), field).name()));
        attributes.removeAll(keyNames(table));
        attributes.removeAll(keyNames(schema(index.partitionKey(), index.sortKey())));
        return attributes.isEmpty()
                ? new Projection.KeysOnly()
                : new Projection.Include(List.copyOf(attributes));
    }

    private static Set<String> keyNames(KeySchema key) {
        var sort = key.sort();
        return sort == null
                ? Set.of(key.partition().name())
                : Set.of(key.partition().name(), sort.name());
    }

    private void checkCollision(StoredType one, StoredType other) {
        if (Overlap.same(one.partitionKey(), other.partitionKey())
                && Overlap.same(one.sortKey(), other.sortKey())) {
            report(
                    other,
                    "an item of `%s` and one of `%s` can have the same key in `%s`"
                            .formatted(other.name(), one.name(), other.table()),
                    "start one of their keys with a literal of its own, such as \"%s#{…}\""
                            .formatted(other.name().toUpperCase(Locale.ROOT)));
        }
    }

    private void checkPollution(StoredType type, Map<String, Table.Index> indexes) {
        var attributes = new HashMap<String, Attribute>();
        type.shape().attributes().values().forEach(field -> attributes.put(field.name(), field));
        for (var index : indexes.values()) {
            if (!type.indexes().containsKey(index.name())
                    && attributes.keySet().containsAll(keyNames(index.key()))) {
                report(
                        type,
                        "`%s` does not declare the index `%s` but its items would stand in it"
                                .formatted(type.name(), index.name()),
                        "declare @index(name: \"%s\") on it too, or rename `%s` with"
                                        .formatted(index.name(), index.key().partition().name())
                                + " @attribute(name:)");
            }
        }
    }

    private void checkReserved(StoredType type, Set<String> composed) {
        for (var attribute : type.shape().attributes().values()) {
            if (composed.contains(attribute.name())) {
                report(
                        type,
                        "the field `%s` is stored as `%s`, which the engine keeps for a composed key"
                                .formatted(attribute.field(), attribute.name()),
                        "store it under another name with @attribute(name:)");
            }
        }
    }

    private void report(StoredType type, String fault, String remedy) {
        var definition = Objects.requireNonNull(file.type(type.name(), ObjectTypeDefinition.class));
        problems.report(definition, type.name(), fault, remedy);
    }
}

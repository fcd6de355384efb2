// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.dynamodb.cursor.PageKey;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.KeySchema;
import dev.sluice.internal.schema.Projection;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A table under its name in DynamoDB. Each table has only one instance, so identity is equality.
public final class PhysicalTable {
    private final String name;
    private final KeySchema key;
    private final Map<String, Table.Index> indexes;
    private final Set<String> always;

    /// @param types the types stored in the table
    public PhysicalTable(String name, Table table, Collection<StoredType> types) {
        this.name = name;
        this.key = table.key();
        this.indexes =
                table.indexes().stream()
                        .collect(Collectors.toUnmodifiableMap(Table.Index::name, index -> index));
        var always = new HashSet<String>();
        Stream.concat(Stream.of(key), table.indexes().stream().map(Table.Index::key))
                .flatMap(KeySchema::attributes)
                .forEach(attribute -> always.add(attribute.name()));
        types.forEach(type -> always.addAll(type.always()));
        if (table.ttlAttribute() != null) {
            always.add(table.ttlAttribute());
        }
        this.always = Set.copyOf(always);
    }

    public String name() {
        return name;
    }

    KeyAttribute partitionKey() {
        return key.partition();
    }

    @Nullable KeyAttribute sortKey() {
        return key.sort();
    }

    public boolean hasSortKey() {
        return key.sort() != null;
    }

    /// Returns what every read fetches if the table or index holds it: keys, TTL and rule
    /// attributes.
    public Set<String> always() {
        return always;
    }

    /// Returns the key, or null if no item can have it.
    public @Nullable ItemKey key(ItemRequest request) {
        var partition = KeyValue.partition(key.partition(), request.partition());
        if (partition == null) {
            return null;
        }
        if (key.sort() == null) {
            return new ItemKey(
                    this, Map.of(key.partition().name(), partition), request.consistent());
        }
        if (request.sort() == null) {
            throw new IllegalArgumentException("half a key of a table with a sort key");
        }
        var sort = KeyValue.sort(key.sort(), request.sort());
        return sort == null
                ? null
                : new ItemKey(
                        this,
                        Map.of(key.partition().name(), partition, key.sort().name(), sort),
                        request.consistent());
    }

    /// Returns the key of an item of this table, or null if a part of it is missing.
    public @Nullable ItemKey key(Map<String, AttributeValue> item, boolean consistent) {
        var partition = item.get(key.partition().name());
        if (partition != null && key.sort() == null) {
            return new ItemKey(
                    this,
                    Map.of(key.partition().name(), KeyValue.canonical(partition)),
                    consistent);
        }
        var attributes = key(item);
        return attributes.size() == 2 ? new ItemKey(this, attributes, consistent) : null;
    }

    /// Returns the key attributes of an item of this table. They are equal for equal keys.
    public Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        var picked = new HashMap<String, AttributeValue>();
        pick(key, item, picked);
        return picked;
    }

    /// Returns the key of an item in this table and, unless `index` is null, in the index.
    public PageKey pageKey(@Nullable String index, Map<String, AttributeValue> item) {
        var picked = new HashMap<String, AttributeValue>();
        pick(key, item, picked);
        if (index != null) {
            pick(index(index).key(), item, picked);
        }
        return new PageKey(picked);
    }

    /// Returns the names of the key attributes of this table and, unless `index` is null, of the
    /// index.
    public List<String> keyNames(@Nullable String index) {
        return keys(index)
                .flatMap(KeySchema::attributes)
                .map(KeyAttribute::name)
                .distinct()
                .toList();
    }

    /// Returns those of the attributes that a read can fetch besides keys. An index returns only
    /// what it projects, and DynamoDB refuses a request that names more.
    public Set<String> held(@Nullable String index, Set<String> attributes) {
        if (index == null) {
            return attributes;
        }
        return switch (index(index).projection()) {
            case Projection.All() -> attributes;
            case Projection.KeysOnly() -> Set.of();
            case Projection.Include(var included) ->
                    attributes.stream().filter(included::contains).collect(Collectors.toSet());
        };
    }

    private Stream<KeySchema> keys(@Nullable String index) {
        return index == null ? Stream.of(key) : Stream.of(key, index(index).key());
    }

    private Table.Index index(String index) {
        Table.Index found = indexes.get(index);
        if (found == null) {
            throw new IllegalArgumentException("the table has no index " + index);
        }
        return found;
    }

    private static void pick(
            @Nullable KeyAttribute attribute,
            Map<String, AttributeValue> item,
            Map<String, AttributeValue> picked) {
        var value = attribute == null ? null : item.get(attribute.name());
        if (attribute != null && value != null) {
            picked.put(attribute.name(), KeyValue.canonical(value));
        }
    }

    private static void pick(
            KeySchema key, Map<String, AttributeValue> item, Map<String, AttributeValue> picked) {
        pick(key.partition(), item, picked);
        pick(key.sort(), item, picked);
    }
}

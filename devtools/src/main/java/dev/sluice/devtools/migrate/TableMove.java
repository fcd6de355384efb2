// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import static java.util.stream.Collectors.toMap;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The copies of items of one table to other keys or tables. Pure.
public final class TableMove {
    private final Table table;
    private final Map<String, TypeMove> types;
    private final Map<String, Table> targets = new TreeMap<>();
    private final TypeReader reader;

    /// @param types of the table
    /// @throws Failure if DynamoDB would have to change the key of a table
    TableMove(Catalog earlier, Catalog later, Table table, List<TypeMove> types) {
        this.table = table;
        this.types = types.stream().collect(toMap(type -> type.earlier().name(), type -> type));
        this.reader = new TypeReader(earlier, table.name());
        for (var type : types) {
            var target = Objects.requireNonNull(later.tables().get(type.later().table()));
            if (target.name().equals(table.name()) && !target.key().equals(table.key())) {
                throw Failure.input(
                        "%s has another key, and DynamoDB cannot change the key of a table. Fix: give %s a table with another name: docs/how-to/change-a-key.md."
                                .formatted(table.name(), type.later().name()));
            }
            targets.put(target.name(), target);
        }
    }

    /// Returns the table that has the items.
    public Table table() {
        return table;
    }

    /// Returns the tables that get the copies.
    public Collection<Table> targets() {
        return targets.values();
    }

    List<String> reasons() {
        return types.values().stream().map(TypeMove::reason).sorted().toList();
    }

    /// Returns the copy of an item, or null if the item stays where it is.
    ///
    /// @throws IllegalArgumentException saying why there is no copy
    @Nullable Copy of(Map<String, AttributeValue> attributes) {
        var item = reader.read(attributes);
        if (item == null) {
            if (targets.containsKey(table.name())) {
                return null;
            }
            throw new IllegalArgumentException("it is of no type of the earlier schema");
        }
        var type = types.get(item.type().name());
        if (type == null) {
            return null;
        }
        var copy = type.copy(item);
        if (type.later().table().equals(table.name())
                && !isSameKey(copy, attributes)
                && reader.read(copy) != null) {
            throw new IllegalArgumentException(
                    "the earlier schema would also read its copy. Give the new key another literal, or another table");
        }
        return new Copy(type, copy);
    }

    private boolean isSameKey(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
        return table.key()
                .attributes()
                .allMatch(key -> Objects.equals(one.get(key.name()), other.get(key.name())));
    }

    /// An item as the later schema stores it.
    record Copy(TypeMove type, Map<String, AttributeValue> item) {}
}

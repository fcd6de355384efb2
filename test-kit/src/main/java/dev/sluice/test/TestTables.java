// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import dev.sluice.internal.dynamodb.item.ItemEncoder;
import dev.sluice.internal.dynamodb.item.TableDefinitions;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The tables of a schema in the embedded DynamoDB.
final class TestTables {
    private final DynamoDbClient client;
    private final Catalog catalog;
    private final Map<String, String> names;
    private final ItemEncoder encoder;

    /// @param names the names in DynamoDB that differ from those in the schema
    TestTables(DynamoDbClient client, Catalog catalog, Map<String, String> names) {
        this.client = client;
        this.catalog = catalog;
        this.names = names;
        this.encoder = new ItemEncoder(catalog.shapes(), InstantSource.system());
    }

    /// Creates all tables. DynamoDB Local answers when they can be used.
    void create() {
        for (var table : catalog.tables().values()) {
            client.createTable(TableDefinitions.of(table, name(table.name())));
            TableDefinitions.timeToLive(table, name(table.name()))
                    .ifPresent(client::updateTimeToLive);
        }
    }

    /// Deletes all items.
    void clear() {
        catalog.tables().values().forEach(this::clear);
    }

    private void clear(Table table) {
        var name = name(table.name());
        var key = table.key().attributes().map(KeyAttribute::name).toList();
        for (var item : client.scanPaginator(r -> r.tableName(name)).items()) {
            var ofItem = key.stream().collect(Collectors.toMap(each -> each, item::get));
            client.deleteItem(r -> r.tableName(name).key(ofItem));
        }
    }

    /// @param place of the item, for messages
    /// @throws IllegalArgumentException if the schema does not store such an item
    void put(String typeName, Map<String, ? extends @Nullable Object> fields, String place) {
        var type = catalog.storedTypes().get(typeName);
        if (type == null) {
            throw new IllegalArgumentException(
                    "%s: the schema has no stored type with this name; it has %s."
                            .formatted(
                                    place,
                                    String.join(
                                            ", ", new TreeSet<>(catalog.storedTypes().keySet()))));
        }
        Map<String, AttributeValue> item;
        try {
            item = encoder.encode(type, fields);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s.".formatted(place, e.getMessage()), e);
        }
        client.putItem(r -> r.tableName(name(type.table())).item(item));
    }

    private String name(String table) {
        return names.getOrDefault(table, table);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import static java.util.stream.Collectors.toMap;

import dev.sluice.internal.dynamodb.item.TableDefinitions;
import dev.sluice.internal.schema.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// The tables of a DynamoDB that tests use one after the other: most need a few items in them,
/// which are deleted in less time than a table is deleted and created.
final class TablePool {
    /// As many as one request deletes.
    private static final int FEW = 25;

    private final DynamoDbClient client;
    private final Map<CreateTableRequest, Queue<String>> free = new ConcurrentHashMap<>();

    TablePool(DynamoDbClient client) {
        this.client = client;
    }

    /// Returns the name of an empty table, which is the caller's until `give`.
    String take(Table table) {
        var name = free(TableDefinitions.of(table, table.name())).poll();
        if (name == null) {
            name = table.name() + "-" + UUID.randomUUID();
            client.createTable(TableDefinitions.of(table, name));
        }
        return name;
    }

    /// Empties the table, or deletes it if that takes less time or if a stream remembers its items.
    void give(Table table, String name) {
        var definition = TableDefinitions.of(table, table.name());
        if (definition.streamSpecification() == null && isEmptied(definition.keySchema(), name)) {
            free(definition).add(name);
        } else {
            client.deleteTable(delete -> delete.tableName(name));
        }
    }

    private boolean isEmptied(List<KeySchemaElement> key, String name) {
        var page = client.scan(scan -> scan.tableName(name).consistentRead(true).limit(FEW));
        if (page.hasLastEvaluatedKey()) {
            return false;
        }
        if (page.count() > 0) {
            var deletes = page.items().stream().map(item -> delete(key, item)).toList();
            client.batchWriteItem(batch -> batch.requestItems(Map.of(name, deletes)));
        }
        return true;
    }

    private static WriteRequest delete(
            List<KeySchemaElement> key, Map<String, AttributeValue> item) {
        var attributes =
                key.stream()
                        .map(KeySchemaElement::attributeName)
                        .collect(toMap(Function.identity(), item::get));
        return WriteRequest.builder().deleteRequest(it -> it.key(attributes)).build();
    }

    private Queue<String> free(CreateTableRequest definition) {
        return free.computeIfAbsent(definition, _ -> new ConcurrentLinkedQueue<>());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

import dev.sluice.internal.dynamodb.item.TableDefinitions;
import dev.sluice.internal.schema.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;

import java.time.Duration;

/// Adds one index to a table that exists, and waits until it can be used. DynamoDB adds one index
/// at a time.
final class IndexCreation {
    private final DynamoDbClient client;
    private final Table table;
    private final String name;
    private final Table.Index index;

    IndexCreation(DynamoDbClient client, Table table, String name, Table.Index index) {
        this.client = client;
        this.table = table;
        this.name = name;
        this.index = index;
    }

    void run() {
        var asked = TableDefinitions.of(table, name);
        var definition =
                asked.globalSecondaryIndexes().stream()
                        .filter(i -> i.indexName().equals(index.name()))
                        .findFirst()
                        .orElseThrow();
        var action =
                CreateGlobalSecondaryIndexAction.builder()
                        .indexName(definition.indexName())
                        .keySchema(definition.keySchema())
                        .projection(definition.projection())
                        .build();
        client.updateTable(r ->
                r.tableName(name)
                        .attributeDefinitions(asked.attributeDefinitions())
                        .globalSecondaryIndexUpdates(
                                GlobalSecondaryIndexUpdate.builder().create(action).build()));
        while (!active()) {
            Pause.of(Duration.ofMillis(200));
        }
    }

    private boolean active() {
        return client
                .describeTable(r -> r.tableName(name))
                .table()
                .globalSecondaryIndexes()
                .stream()
                .filter(i -> i.indexName().equals(index.name()))
                .anyMatch(i -> "ACTIVE".equals(i.indexStatusAsString()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

import dev.sluice.internal.dynamodb.item.TableDefinitions;
import dev.sluice.internal.schema.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;

/// Creates one table with its indexes and its TTL, and waits until it can be used.
final class TableCreation {
    private final DynamoDbClient client;
    private final Table table;
    private final String name;

    TableCreation(DynamoDbClient client, Table table, String name) {
        this.client = client;
        this.table = table;
        this.name = name;
    }

    void run() {
        client.createTable(TableDefinitions.of(table, name));
        while (!client.describeTable(r -> r.tableName(name))
                .table()
                .tableStatusAsString()
                .equals("ACTIVE")) {
            Pause.of(Duration.ofMillis(200));
        }
        TableDefinitions.timeToLive(table, name).ifPresent(client::updateTimeToLive);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import dev.sluice.devtools.scan.ItemKeys;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.util.Map;

/// Changes attributes of items where they are, on condition that those that decide are as they were
/// read.
public record AttributeUpdates(
        TableMigration migration, TableDescription table, MigrationStore store)
        implements ItemStep {
    @Override
    public Task task() {
        return Task.CHANGE;
    }

    @Override
    public ItemOutcome apply(Map<String, AttributeValue> item) {
        var change = migration.of(item);
        if (change.set().isEmpty()) {
            return ItemOutcome.left(change.left());
        }
        var expressions = new WriteExpressions();
        var partition = table.keySchema().getFirst().attributeName();
        var update =
                UpdateItemRequest.builder()
                        .tableName(table.tableName())
                        .key(ItemKeys.of(table, item))
                        .updateExpression(expressions.update(change.set()))
                        .conditionExpression(expressions.unchanged(partition, change.seen()))
                        .expressionAttributeNames(expressions.names())
                        .expressionAttributeValues(expressions.values());
        return store.update(update) ? ItemOutcome.changed(change.left()) : ItemOutcome.OUTDATED;
    }
}

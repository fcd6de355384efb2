// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.scan.Pace;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads and writes single items within a rate.
///
/// @param writes whether to write; if not, each write counts as done
public record MigrationStore(DynamoDbClient client, Pace reading, Pace writing, boolean writes) {
    private static final Set<String> OTHER_WRITERS =
            Set.of("None", "ConditionalCheckFailed", "TransactionConflict");

    /// Returns the item, or nothing if there is none. The read is strongly consistent.
    Map<String, AttributeValue> get(String table, Map<String, AttributeValue> key) {
        reading.await();
        try {
            var answer =
                    client.getItem(r ->
                            r.tableName(table)
                                    .key(key)
                                    .consistentRead(true)
                                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            reading.paid(units(answer.consumedCapacity()));
            return answer.item();
        } catch (SdkException e) {
            throw Failure.environment(
                    "An item of %s was not read: %s".formatted(table, e.getMessage()));
        }
    }

    /// Returns whether the condition held.
    boolean update(UpdateItemRequest.Builder request) {
        if (!writes) {
            return true;
        }
        writing.await();
        var update = request.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
        try {
            writing.paid(units(client.updateItem(update).consumedCapacity()));
            return true;
        } catch (ConditionalCheckFailedException e) {
            writing.paid(1);
            return false;
        } catch (SdkException e) {
            throw Failure.environment(
                    "An item of %s was not written: %s"
                            .formatted(update.tableName(), e.getMessage()));
        }
    }

    /// Returns whether all conditions held, and no other transaction used the items.
    boolean transact(List<TransactWriteItem> items) {
        if (!writes) {
            return true;
        }
        writing.await();
        try {
            var answer =
                    client.transactWriteItems(r ->
                            r.transactItems(items)
                                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            answer.consumedCapacity().forEach(each -> writing.paid(units(each)));
            return true;
        } catch (TransactionCanceledException e) {
            writing.paid(2.0 * items.size());
            if (e.cancellationReasons().stream()
                    .map(CancellationReason::code)
                    .allMatch(OTHER_WRITERS::contains)) {
                return false;
            }
            throw unwritten(e);
        } catch (SdkException e) {
            throw unwritten(e);
        }
    }

    private static Failure unwritten(SdkException e) {
        return Failure.environment("An item was not written: " + e.getMessage());
    }

    private static double units(@Nullable ConsumedCapacity capacity) {
        return capacity == null || capacity.capacityUnits() == null ? 0 : capacity.capacityUnits();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.console;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

import java.util.List;

/// What a reply of DynamoDB says about its request.
///
/// @param found items in the reply
record CallReply(double readUnits, double writeUnits, int found) {
    static final CallReply NONE = new CallReply(0, 0, 0);

    static CallReply of(DynamoDbResponse response) {
        return switch (response) {
            case GetItemResponse item -> read(item.consumedCapacity(), item.hasItem() ? 1 : 0);
            case QueryResponse page -> read(page.consumedCapacity(), page.items().size());
            case BatchGetItemResponse batch ->
                    new CallReply(
                            sum(batch.consumedCapacity()),
                            0,
                            batch.responses().values().stream().mapToInt(List::size).sum());
            case PutItemResponse put -> written(put.consumedCapacity());
            case UpdateItemResponse update -> written(update.consumedCapacity());
            case DeleteItemResponse delete -> written(delete.consumedCapacity());
            case TransactWriteItemsResponse writes ->
                    new CallReply(0, sum(writes.consumedCapacity()), 0);
            default -> NONE;
        };
    }

    private static CallReply read(@Nullable ConsumedCapacity consumed, int found) {
        return new CallReply(units(consumed), 0, found);
    }

    private static CallReply written(@Nullable ConsumedCapacity consumed) {
        return new CallReply(0, units(consumed), 0);
    }

    private static double sum(List<ConsumedCapacity> consumed) {
        return consumed.stream().mapToDouble(CallReply::units).sum();
    }

    private static double units(@Nullable ConsumedCapacity consumed) {
        return consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
    }
}

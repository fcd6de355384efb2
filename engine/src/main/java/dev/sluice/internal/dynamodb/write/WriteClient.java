// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.client.MeteredClient;
import dev.sluice.internal.dynamodb.retry.Attempts;
import dev.sluice.internal.dynamodb.write.WriteOutcome.Written;
import dev.sluice.internal.schema.Write;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Sends writes once: one by its own operation, several as one transaction.
public record WriteClient(MeteredClient client, PredictedItems known) {
    private static final ReturnValuesOnConditionCheckFailure FOUND =
            ReturnValuesOnConditionCheckFailure.ALL_OLD;

    /// @return what is known of the item
    Written send(PreparedWrite write, Attempts attempts) {
        return switch (write.write()) {
            case Write.Put _ -> put(write, attempts);
            case Write.Update _ -> update(write, ReturnValue.ALL_NEW, attempts);
            case Write.Delete delete ->
                    delete.marks()
                            ? update(write, ReturnValue.ALL_OLD, attempts)
                            : delete(write, attempts);
            case Write.Check _ ->
                    throw new IllegalArgumentException("a check is part of a transaction");
        };
    }

    /// Marks the next call as a repeat of an earlier one.
    void repeats() {
        client.repeats();
    }

    /// @param token by which DynamoDB recognizes the same request if it is sent again
    void send(List<PreparedWrite> writes, String token, Attempts attempts) {
        client.transactWriteItems(
                TransactWriteItemsRequest.builder()
                        .clientRequestToken(token)
                        .transactItems(writes.stream().map(WriteClient::action).toList())
                        .build(),
                writes.stream().map(PreparedWrite::table).distinct().sorted().toList(),
                attempts);
    }

    private Written put(PreparedWrite write, Attempts attempts) {
        client.putItem(
                PutItemRequest.builder()
                        .tableName(write.table())
                        .item(write.item())
                        .conditionExpression(write.condition())
                        .expressionAttributeNames(write.namesOrNull())
                        .expressionAttributeValues(write.valuesOrNull())
                        .returnValuesOnConditionCheckFailure(FOUND)
                        .build(),
                attempts);
        return write.determined();
    }

    private Written update(PreparedWrite write, ReturnValue returned, Attempts attempts) {
        var response =
                client.updateItem(
                        UpdateItemRequest.builder()
                                .tableName(write.table())
                                .key(write.key().attributes())
                                .updateExpression(write.update())
                                .conditionExpression(write.condition())
                                .expressionAttributeNames(write.namesOrNull())
                                .expressionAttributeValues(write.valuesOrNull())
                                .returnValues(returned)
                                .returnValuesOnConditionCheckFailure(FOUND)
                                .build(),
                        attempts);
        return written(write, response.hasAttributes(), response.attributes());
    }

    private Written delete(PreparedWrite write, Attempts attempts) {
        var response =
                client.deleteItem(
                        DeleteItemRequest.builder()
                                .tableName(write.table())
                                .key(write.key().attributes())
                                .conditionExpression(write.condition())
                                .expressionAttributeNames(write.namesOrNull())
                                .expressionAttributeValues(write.valuesOrNull())
                                .returnValues(ReturnValue.ALL_OLD)
                                .returnValuesOnConditionCheckFailure(FOUND)
                                .build(),
                        attempts);
        return written(write, response.hasAttributes(), response.attributes());
    }

    /// If the reply lacks the item, nothing is known of it, but the write was applied.
    private Written written(
            PreparedWrite write, boolean isThere, Map<String, AttributeValue> attributes) {
        return isThere
                ? known.whole(write.write().type(), attributes)
                : new Written(null, Set.of());
    }

    private static TransactWriteItem action(PreparedWrite write) {
        var action = TransactWriteItem.builder();
        return switch (write.write()) {
            case Write.Put _ ->
                    action.put(
                                    Put.builder()
                                            .tableName(write.table())
                                            .item(write.item())
                                            .conditionExpression(write.condition())
                                            .expressionAttributeNames(write.namesOrNull())
                                            .expressionAttributeValues(write.valuesOrNull())
                                            .returnValuesOnConditionCheckFailure(FOUND)
                                            .build())
                            .build();
            case Write.Update _ -> updated(write);
            case Write.Check _ ->
                    action.conditionCheck(
                                    ConditionCheck.builder()
                                            .tableName(write.table())
                                            .key(write.key().attributes())
                                            .conditionExpression(write.condition())
                                            .expressionAttributeNames(write.namesOrNull())
                                            .expressionAttributeValues(write.valuesOrNull())
                                            .returnValuesOnConditionCheckFailure(FOUND)
                                            .build())
                            .build();
            case Write.Delete delete when delete.marks() -> updated(write);
            case Write.Delete _ ->
                    action.delete(
                                    Delete.builder()
                                            .tableName(write.table())
                                            .key(write.key().attributes())
                                            .conditionExpression(write.condition())
                                            .expressionAttributeNames(write.namesOrNull())
                                            .expressionAttributeValues(write.valuesOrNull())
                                            .returnValuesOnConditionCheckFailure(FOUND)
                                            .build())
                            .build();
        };
    }

    private static TransactWriteItem updated(PreparedWrite write) {
        return TransactWriteItem.builder()
                .update(
                        Update.builder()
                                .tableName(write.table())
                                .key(write.key().attributes())
                                .updateExpression(write.update())
                                .conditionExpression(write.condition())
                                .expressionAttributeNames(write.namesOrNull())
                                .expressionAttributeValues(write.valuesOrNull())
                                .returnValuesOnConditionCheckFailure(FOUND)
                                .build())
                .build();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.docs;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Runs an action once for each event. Its table has the key `id` and the TTL `until`.
final class OnceForEachEvent {
    /// Longer than the timeout of the function.
    private static final Duration WORKING = Duration.ofMinutes(5);

    /// Longer than events are retried and kept as dead letters.
    private static final Duration DONE = Duration.ofDays(15);

    private final DynamoDbClient dynamoDb;
    private final String table;

    OnceForEachEvent(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /// If the action fails, the next attempt can begin at once.
    ///
    /// @param id of the event
    /// @throws IllegalStateException if another instance has the event: it must come again
    void run(String id, Instant now, Runnable action) {
        var begin =
                state(id, "WORKING", now.plus(WORKING))
                        .conditionExpression(
                                "attribute_not_exists(id) OR (#state = :state AND #until < :now)")
                        .expressionAttributeValues(values("WORKING", now.plus(WORKING), now))
                        .returnValuesOnConditionCheckFailure("ALL_OLD")
                        .build();
        try {
            dynamoDb.updateItem(begin);
        } catch (ConditionalCheckFailedException e) {
            if (AttributeValue.fromS("DONE").equals(e.item().get("state"))) {
                return;
            }
            throw new IllegalStateException("another instance has the event " + id, e);
        }
        try {
            action.run();
        } catch (RuntimeException e) {
            dynamoDb.deleteItem(request -> request.tableName(table).key(key(id)));
            throw e;
        }
        dynamoDb.updateItem(state(id, "DONE", now.plus(DONE)).build());
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    private UpdateItemRequest.Builder state(String id, String state, Instant until) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(key(id))
                .updateExpression("SET #state = :state, #until = :until")
                .expressionAttributeNames(Map.of("#state", "state", "#until", "until"))
                .expressionAttributeValues(
                        Map.of(":state", AttributeValue.fromS(state), ":until", seconds(until)));
    }

    private static Map<String, AttributeValue> values(String state, Instant until, Instant now) {
        return Map.of(
                ":state", AttributeValue.fromS(state),
                ":until", seconds(until),
                ":now", seconds(now));
    }

    private static AttributeValue seconds(Instant time) {
        return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
    }
}

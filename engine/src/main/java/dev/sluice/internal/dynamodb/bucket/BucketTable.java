// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.bucket;

import dev.sluice.internal.dynamodb.client.MeteredClient;
import dev.sluice.internal.dynamodb.retry.RetryPolicy.Sending;
import dev.sluice.internal.dynamodb.retry.UntrustedReplyException;
import dev.sluice.internal.schema.CallerLimit;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.util.HashMap;
import java.util.Map;

/// Takes units from the buckets in the table. Instants are microseconds since 1970.
///
/// @param name in DynamoDB
/// @param seconds in which an empty bucket is full again
record BucketTable(String name, int seconds) {
    private static final long MICROS = 1_000_000;

    /// DynamoDB deletes a full bucket this many seconds later, because it equals one that does not
    /// exist. The clocks of instances differ by less.
    private static final int KEPT = 60;

    private static final String SET_EXPIRY = ", #e = :expiresAt";

    /// Moves the instant at which the bucket is full again.
    ///
    /// @param time by which it moves
    /// @param known the latest known instant at which the bucket is full
    /// @param latest the latest instant to which it may move
    /// @return the new instant
    /// @throws software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException with
    ///   the bucket, if it has too little or was not full although `known` says so
    long take(String caller, long time, long known, long now, long latest, MeteredClient client) {
        var request =
                UpdateItemRequest.builder()
                        .tableName(name)
                        .key(Map.of(CallerLimit.ID, AttributeValue.fromS(caller)))
                        .expressionAttributeNames(
                                Map.of("#f", CallerLimit.FULL_AT, "#e", CallerLimit.EXPIRES_AT))
                        .returnValues(ReturnValue.UPDATED_NEW)
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD);
        var values = new HashMap<String, AttributeValue>();
        values.put(":now", number(now));
        values.put(":expiresAt", number(now / MICROS + seconds + KEPT));
        if (known > now) {
            values.put(":time", number(time));
            values.put(":latest", number(latest - time));
            request.updateExpression("SET #f = #f + :time" + SET_EXPIRY)
                    .conditionExpression("#f > :now AND #f <= :latest");
        } else {
            values.put(":fullAt", number(now + time));
            request.updateExpression("SET #f = :fullAt" + SET_EXPIRY)
                    .conditionExpression("attribute_not_exists(#f) OR #f <= :now");
        }
        var attempts = client.attempts(Sending.CHARGE);
        var response =
                client.updateItem(request.expressionAttributeValues(values).build(), attempts);
        attempts.answered();
        return fullAt(response.attributes());
    }

    static long fullAt(Map<String, AttributeValue> bucket) {
        var value = bucket.get(CallerLimit.FULL_AT);
        if (value == null || value.n() == null) {
            throw new UntrustedReplyException();
        }
        return Long.parseLong(value.n());
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}

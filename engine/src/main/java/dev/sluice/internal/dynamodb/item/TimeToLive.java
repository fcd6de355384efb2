// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.StoredType;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/// Decides which items have expired. An expired item counts as absent, in reads and in the
/// conditions of writes, because DynamoDB deletes it only later. An item whose TTL is not a number
/// never expires.
///
/// Source: Amazon DynamoDB Developer Guide, "Using time to live (TTL)".
public final class TimeToLive {
    private TimeToLive() {}

    static boolean hasExpired(
            StoredType type, Map<String, AttributeValue> attributes, Instant now) {
        return type.ttl() != null && hasExpired(type.ttl().name(), attributes, now);
    }

    /// @param ttl the name of the TTL attribute
    public static boolean hasExpired(
            String ttl, Map<String, AttributeValue> attributes, Instant now) {
        var end = attributes.get(ttl);
        return end != null
                && end.n() != null
                && new BigDecimal(end.n()).compareTo(BigDecimal.valueOf(now.getEpochSecond())) <= 0;
    }

    /// Returns the expression that holds for an item that has expired.
    ///
    /// @param name the placeholder of the TTL attribute
    /// @param now the placeholder of `moment`
    public static String expired(String name, String now) {
        return name + " <= " + now;
    }

    /// Returns the time as items hold it.
    public static AttributeValue moment(Instant now) {
        return AttributeValue.fromN(Long.toString(now.getEpochSecond()));
    }
}

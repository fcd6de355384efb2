// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.item.TimeToLive;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/// The write that replaces an upsert if an expired item blocks it. No single update can start both
/// from the values of a live item and from nothing.
///
/// @param ttl the name of the TTL attribute
/// @param now the moment of the upsert
/// @param put a put of the new item, on the condition that there is no item or it has expired;
///   throws `Refusal` BAD_USER_INPUT if a value of the new item cannot be stored
record Renewal(String ttl, Instant now, Supplier<PreparedWrite> put) {

    /// @param found the item that existed, or an empty map
    boolean isDue(Map<String, AttributeValue> found) {
        return TimeToLive.hasExpired(ttl, found, now);
    }
}

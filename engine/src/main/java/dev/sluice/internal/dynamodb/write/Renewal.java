// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/// What is sent in place of an upsert where an expired item is in its way: no update can both start
/// from what a live item holds and from nothing.
///
/// @param ttl the attribute of the item's end
/// @param now the moment of the upsert
/// @param put of the new item, on condition that there is none or it has expired; it fails with
///   `Refusal` BAD_USER_INPUT where a value of the new item cannot be stored
record Renewal(String ttl, Instant now, Supplier<PreparedWrite> put) {

    /// @param found the item that was there, or nothing
    boolean isDue(Map<String, AttributeValue> found) {
        var end = found.get(ttl);
        return end != null
                && end.n() != null
                && new BigDecimal(end.n()).compareTo(BigDecimal.valueOf(now.getEpochSecond())) <= 0;
    }
}

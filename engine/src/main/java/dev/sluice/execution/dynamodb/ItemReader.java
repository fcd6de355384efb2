// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.schema.Key;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.Target;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Map;

/// Tells what an item is, and whether it still counts. Pure but for the clock.
final class ItemReader {
    private final AttributeDecoder decoder;
    private final InstantSource clock;

    ItemReader(AttributeDecoder decoder, InstantSource clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    /// Null where the item's keys are of no member of the target, or the item has expired.
    @Nullable Item read(Target target, Map<String, AttributeValue> attributes) {
        return target.members().stream()
                .filter(type -> isOf(type, attributes))
                .findFirst()
                .filter(type -> !hasExpired(type, attributes))
                .map(type -> new Item(type, attributes, decoder))
                .orElse(null);
    }

    private static boolean isOf(StoredType type, Map<String, AttributeValue> attributes) {
        Key sort = type.sortKey();
        return matches(type.partitionKey(), attributes)
                && (sort == null || matches(sort, attributes));
    }

    private static boolean matches(Key key, Map<String, AttributeValue> attributes) {
        var value = attributes.get(key.attribute().name());
        if (value == null) {
            return false;
        }
        return key.template().isLone()
                || (value.s() != null && key.template().match(value.s()).isPresent());
    }

    /// DynamoDB deletes an expired item only later, and never one whose TTL is no number.
    ///
    /// Source: Amazon DynamoDB Developer Guide, "Using time to live (TTL)".
    private boolean hasExpired(StoredType type, Map<String, AttributeValue> attributes) {
        if (type.ttl() == null) {
            return false;
        }
        var ttl = attributes.get(type.ttl().name());
        return ttl != null
                && ttl.n() != null
                && new BigDecimal(ttl.n())
                                .compareTo(BigDecimal.valueOf(clock.instant().getEpochSecond()))
                        <= 0;
    }
}

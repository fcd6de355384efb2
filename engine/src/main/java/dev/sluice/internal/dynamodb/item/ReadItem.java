// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.DynamoDbQuotas;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

import java.util.Map;

/// An item that was read.
///
/// @param kilobytes a lower bound of its size, rounded up; a projection leaves the rest unread
public record ReadItem(Map<String, AttributeValue> attributes, int kilobytes) {
    public static ReadItem of(Map<String, AttributeValue> attributes) {
        return new ReadItem(attributes, ItemSize.kilobytes(attributes));
    }

    /// @param capacity what reading this item alone consumed: DynamoDB bills the whole item, in
    ///   steps of 4 KB
    public static ReadItem of(
            Map<String, AttributeValue> attributes,
            boolean consistent,
            @Nullable ConsumedCapacity capacity) {
        var found = of(attributes);
        if (capacity == null || capacity.capacityUnits() == null) {
            return found;
        }
        var begun = (int) (capacity.capacityUnits() * (consistent ? 1 : 2));
        return new ReadItem(
                attributes,
                Math.max(found.kilobytes, (begun - 1) * DynamoDbQuotas.READ_UNIT_KILOBYTES + 1));
    }
}

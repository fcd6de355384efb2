// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.DynamoDbQuotas;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

import java.util.Map;

/// An item that was read.
///
/// @param consumed a lower bound of its size in KB, by what reading it consumed
public record ReadItem(Map<String, AttributeValue> attributes, int consumed) {
    public static ReadItem of(Map<String, AttributeValue> attributes) {
        return new ReadItem(attributes, 0);
    }

    /// @param capacity what reading this item alone consumed: DynamoDB bills the whole item, in
    ///   steps of 4 KB
    public static ReadItem of(
            Map<String, AttributeValue> attributes,
            boolean consistent,
            @Nullable ConsumedCapacity capacity) {
        if (capacity == null || capacity.capacityUnits() == null) {
            return of(attributes);
        }
        var begun = (int) (capacity.capacityUnits() * (consistent ? 1 : 2));
        return new ReadItem(attributes, (begun - 1) * DynamoDbQuotas.READ_UNIT_KILOBYTES + 1);
    }
}

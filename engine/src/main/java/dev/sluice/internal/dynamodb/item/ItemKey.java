// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;
import java.util.Objects;

/// The identity of an item read: the table, the whole key and the consistency.
///
/// @param attributes the key attributes, with numbers in their canonical text
public record ItemKey(
        PhysicalTable table, Map<String, AttributeValue> attributes, boolean consistent) {
    public ItemKey {
        attributes = Map.copyOf(attributes);
    }

    public ItemKey consistently() {
        return new ItemKey(table, attributes, true);
    }

    public AttributeValue partition() {
        return Objects.requireNonNull(attributes.get(table.partitionKey().name()));
    }
}

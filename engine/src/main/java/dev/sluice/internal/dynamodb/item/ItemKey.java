// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;
import java.util.Objects;

/// What makes two item reads one: the table, the whole key and the consistency.
///
/// @param attributes the key attributes, numbers in their one spelling
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

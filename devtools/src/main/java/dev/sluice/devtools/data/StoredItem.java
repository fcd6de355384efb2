// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.data;

import dev.sluice.internal.schema.StoredType;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;

/// One item, ready for a put into its type's table.
public record StoredItem(StoredType type, Map<String, AttributeValue> attributes) {
    public StoredItem {
        attributes = Map.copyOf(attributes);
    }
}

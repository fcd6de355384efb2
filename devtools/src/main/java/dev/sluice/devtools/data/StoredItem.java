// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.data;

import dev.sluice.internal.schema.StoredType;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// One item, ready for a put into its type's table.
///
/// @param fields the item as the data has it, without the defaults of the schema
public record StoredItem(
        StoredType type,
        Map<String, ? extends @Nullable Object> fields,
        Map<String, AttributeValue> attributes) {
    public StoredItem {
        attributes = Map.copyOf(attributes);
    }

    /// Returns the attributes of the key.
    public Map<String, AttributeValue> key() {
        var key = new HashMap<String, AttributeValue>();
        var sortKey = type.key().sort();
        add(type.key().partition().attribute().name(), key);
        if (sortKey != null) {
            add(sortKey.attribute().name(), key);
        }
        return key;
    }

    private void add(String name, Map<String, AttributeValue> key) {
        key.put(name, Objects.requireNonNull(attributes.get(name), name));
    }
}

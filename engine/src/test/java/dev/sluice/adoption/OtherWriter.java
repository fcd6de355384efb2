// SPDX-License-Identifier: Apache-2.0
package dev.sluice.adoption;

import dev.sluice.testing.Api;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/// Another application that writes the items of a table in its own way.
record OtherWriter(Api api, String table) {

    /// Stores an item with these attributes: texts, numbers, booleans, or attribute values.
    OtherWriter put(Map<String, Object> attributes) {
        var item = new HashMap<String, AttributeValue>();
        attributes.forEach((name, value) -> item.put(name, stored(value)));
        api.dynamoDb().putItem(put -> put.tableName(api.physicalName(table)).item(item));
        return this;
    }

    /// Returns the item as it is stored, or an empty map.
    Map<String, AttributeValue> get(Map<String, Object> key) {
        var attributes = new HashMap<String, AttributeValue>();
        key.forEach((name, value) -> attributes.put(name, stored(value)));
        return api.dynamoDb()
                .getItem(get -> get.tableName(api.physicalName(table)).key(attributes))
                .item();
    }

    private static AttributeValue stored(Object value) {
        return switch (value) {
            case AttributeValue ready -> ready;
            case Boolean bool -> AttributeValue.fromBool(bool);
            case Number number ->
                    AttributeValue.fromN(new BigDecimal(number.toString()).toPlainString());
            default -> AttributeValue.fromS(value.toString());
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package peer;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/// An item, or a map in one.
record Item(Map<String, AttributeValue> attributes) {
    String text(String name) {
        var value = attributes.get(name);
        return value == null ? null : value.s();
    }

    String decimal(String name) {
        return attributes.get(name).n();
    }

    int number(String name) {
        return Integer.parseInt(decimal(name));
    }

    List<Item> list(String name) {
        return attributes.get(name).l().stream().map(value -> new Item(value.m())).toList();
    }
}

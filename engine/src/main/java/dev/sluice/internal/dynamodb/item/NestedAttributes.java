// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.KeyField;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds and changes attributes of an item, and of the maps inside it. Pure.
public final class NestedAttributes {
    private NestedAttributes() {}

    /// Returns the value of a key field, or null if the item or an object inside it lacks it.
    public static @Nullable AttributeValue of(
            KeyField field, Map<String, AttributeValue> attributes) {
        AttributeValue value = attributes.get(field.own().name());
        for (int i = 1; i < field.attributes().size(); i++) {
            var name = field.attributes().get(i).name();
            value = value != null && value.hasM() ? value.m().get(name) : null;
        }
        return value;
    }

    /// Sets the attribute at a path, or removes it if the value is null. An absent map is created.
    ///
    /// @param path the names of the attributes, at least one
    public static void set(
            Map<String, AttributeValue> attributes,
            List<String> path,
            @Nullable AttributeValue value) {
        var name = path.getFirst();
        if (path.size() > 1) {
            var whole = attributes.get(name);
            var inside =
                    new HashMap<String, AttributeValue>(
                            whole != null && whole.hasM() ? whole.m() : Map.of());
            set(inside, path.subList(1, path.size()), value);
            attributes.put(name, AttributeValue.fromM(inside));
        } else if (value == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, value);
        }
    }
}

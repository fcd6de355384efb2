// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Parts of the expressions of one write, with the names and values that they use.
final class WriteExpressions {
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    /// Returns the update that gives each attribute its value, or removes it if that is null.
    String update(Map<String, @Nullable AttributeValue> set) {
        var sets = new ArrayList<String>();
        var removes = new ArrayList<String>();
        set.forEach((attribute, value) -> {
            if (value == null) {
                removes.add(name(attribute));
            } else {
                sets.add("%s = %s".formatted(name(attribute), value(value)));
            }
        });
        return (clause("SET", sets) + clause("REMOVE", removes)).strip();
    }

    private static String clause(String verb, List<String> changes) {
        return changes.isEmpty() ? "" : verb + " " + String.join(", ", changes) + " ";
    }

    /// Returns the condition that the item exists, and that each attribute has its value, or is
    /// absent if that is null.
    String unchanged(String keyAttribute, Map<String, @Nullable AttributeValue> seen) {
        return exists(keyAttribute)
                + seen.entrySet().stream()
                        .map(each -> " AND " + is(each.getKey(), each.getValue()))
                        .collect(Collectors.joining());
    }

    private String is(String attribute, @Nullable AttributeValue value) {
        return value == null
                ? absent(attribute)
                : "%s = %s".formatted(name(attribute), value(value));
    }

    String exists(String attribute) {
        return "attribute_exists(%s)".formatted(name(attribute));
    }

    String absent(String attribute) {
        return "attribute_not_exists(%s)".formatted(name(attribute));
    }

    private String name(String attribute) {
        var name = "#n" + names.size();
        names.put(name, attribute);
        return name;
    }

    private String value(AttributeValue value) {
        var name = ":v" + values.size();
        values.put(name, value);
        return name;
    }

    Map<String, String> names() {
        return names;
    }

    /// Returns null if there is none, because DynamoDB refuses an empty map.
    @Nullable Map<String, AttributeValue> values() {
        return values.isEmpty() ? null : values;
    }
}

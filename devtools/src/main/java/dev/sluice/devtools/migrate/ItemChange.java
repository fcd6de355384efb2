// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What one item needs. It holds for the item as it was read.
///
/// @param set the new value of each attribute, or null to remove it
/// @param seen the value of each attribute that decides, or null if it was absent
record ItemChange(
        Map<String, @Nullable AttributeValue> set, Map<String, @Nullable AttributeValue> seen) {

    /// An update that changes the item only if it exists and is as it was read.
    Expressions expressions(String keyAttribute) {
        var expressions = new Expressions();
        var sets = new ArrayList<String>();
        var removes = new ArrayList<String>();
        set.forEach((attribute, value) -> {
            if (value == null) {
                removes.add(expressions.name(attribute));
            } else {
                sets.add(
                        "%s = %s".formatted(expressions.name(attribute), expressions.value(value)));
            }
        });
        expressions.update =
                clause("SET", sets) + (sets.isEmpty() ? "" : " ") + clause("REMOVE", removes);
        var conditions = new ArrayList<String>();
        conditions.add("attribute_exists(%s)".formatted(expressions.name(keyAttribute)));
        seen.forEach((attribute, value) ->
                conditions.add(
                        value == null
                                ? "attribute_not_exists(%s)".formatted(expressions.name(attribute))
                                : "%s = %s"
                                        .formatted(
                                                expressions.name(attribute),
                                                expressions.value(value))));
        expressions.condition = String.join(" AND ", conditions);
        return expressions;
    }

    private static String clause(String verb, List<String> changes) {
        return changes.isEmpty() ? "" : verb + " " + String.join(", ", changes);
    }

    /// Expressions with the names and values that they use.
    static final class Expressions {
        String update = "";
        String condition = "";
        final Map<String, String> names = new HashMap<>();
        final Map<String, AttributeValue> values = new HashMap<>();

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
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The placeholders for names and values that the expressions of one request share. Expressions
/// contain names and values only as these placeholders.
public final class Placeholders {
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    /// Returns the placeholder of the attribute, always the same one.
    public String name(String attribute) {
        return names.computeIfAbsent(attribute, _ -> "#n" + names.size());
    }

    /// Returns a new placeholder for this value.
    public String value(AttributeValue value) {
        var placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    /// Returns the attribute names by placeholder.
    public Map<String, String> names() {
        return names.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /// Returns the values by placeholder.
    public Map<String, AttributeValue> values() {
        return Map.copyOf(values);
    }
}

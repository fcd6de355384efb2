// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The names and values that the expressions of one request share. Nothing else stands for a name
/// or a value in an expression.
public final class Placeholders {
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    /// The one placeholder of the attribute.
    public String name(String attribute) {
        return names.computeIfAbsent(attribute, _ -> "#n" + names.size());
    }

    /// A placeholder for this value alone.
    public String value(AttributeValue value) {
        var placeholder = ":v" + values.size();
        values.put(placeholder, value);
        return placeholder;
    }

    /// Attribute names by placeholder.
    public Map<String, String> names() {
        return names.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /// Values by placeholder.
    public Map<String, AttributeValue> values() {
        return Map.copyOf(values);
    }
}

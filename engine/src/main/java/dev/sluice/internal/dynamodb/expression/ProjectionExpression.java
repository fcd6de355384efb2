// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/// The attributes that a request fetches, as placeholders, so that no name can be a reserved word.
///
/// @param expression null to fetch all attributes
/// @param names attribute names by placeholder, or null to fetch all attributes
public record ProjectionExpression(
        @Nullable String expression, @Nullable Map<String, String> names) {
    public static final ProjectionExpression EVERYTHING = new ProjectionExpression(null, null);

    /// Returns equal expressions for equal sets.
    ///
    /// @param attributes at least one
    public static ProjectionExpression of(Collection<String> attributes) {
        var names = new LinkedHashMap<String, String>();
        for (String attribute : new TreeSet<>(attributes)) {
            names.put("#p" + names.size(), attribute);
        }
        return new ProjectionExpression(String.join(",", names.keySet()), names);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// The stored fields of one object type, by field name.
public record ObjectShape(String type, Map<String, Attribute> attributes) {
    public ObjectShape {
        attributes = Map.copyOf(attributes);
    }

    /// Returns the field's attribute, or null if no such field is stored.
    public @Nullable Attribute attribute(String field) {
        return attributes.get(field);
    }
}

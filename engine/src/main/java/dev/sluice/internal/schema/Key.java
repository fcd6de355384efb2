// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.schema.key.KeySpelling;
import dev.sluice.internal.schema.key.KeyTemplate;
import dev.sluice.internal.schema.key.Segment;
import dev.sluice.internal.schema.key.TimeBucket;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// One half of a key: its template and the attribute that holds it.
///
/// A lone `{field}` is stored in that field's own attribute, unless the schema names another one.
/// Any other template is a composed string in `pk`, `sk`, `<index>Pk`, `<index>Sk`, or in the
/// attribute that the schema names.
///
/// @param derived whether the attribute is not a field's own: Sluice writes it from the fields of
///   the template, and reads these fields from it
/// @param fields the fields of the template, in its order
public record Key(
        KeyTemplate template, KeyAttribute attribute, boolean derived, List<KeyField> fields) {
    public Key {
        fields = List.copyOf(fields);
    }

    /// @throws NoSuchElementException if the template has no such field
    public KeyField field(String path) {
        return fields.stream().filter(field -> field.path().equals(path)).findFirst().orElseThrow();
    }

    /// Returns the values that the first segments of a key give the fields of the template, if the
    /// key holds these values and not only their bucket.
    public Map<String, Value> values(List<BoundSegment> segments) {
        var values = new HashMap<String, Value>();
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i) instanceof BoundSegment.Bound(var value, _, _)
                    && template.segments().get(i) instanceof Segment.Field(var name, var slot)
                    && !(slot.form() instanceof TimeBucket)) {
                values.put(name, value);
            }
        }
        return values;
    }

    /// Returns how the key is spelled, or null if the attribute is the value of one field.
    public @Nullable KeySpelling spelling() {
        return template.isLone() ? null : template.spelling();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.key.KeySpelling;
import dev.sluice.internal.schema.key.KeyTemplate;

import org.jspecify.annotations.Nullable;

/// One half of a key: its template and the attribute that holds it.
///
/// A lone `{field}` is stored in that field's own attribute, unless the schema names another one.
/// Any other template is a composed string in `pk`, `sk`, `<index>Pk`, `<index>Sk`, or in the
/// attribute that the schema names.
///
/// @param derived whether the attribute is not a field's own: Sluice writes it from the fields of
///   the template, and reads these fields from it
public record Key(KeyTemplate template, KeyAttribute attribute, boolean derived) {

    /// Returns how the key is spelled, or null if the attribute is the value of one field.
    public @Nullable KeySpelling spelling() {
        return template.isLone() ? null : template.spelling();
    }
}

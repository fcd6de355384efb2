// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import dev.sluice.internal.schema.key.KeyTemplate;

/// One half of a key: its template and the attribute that holds it.
///
/// A lone `{field}` is stored in that field's own attribute. Any other template is a composed
/// string in `pk`, `sk`, `<index>Pk` or `<index>Sk`.
public record Key(KeyTemplate template, KeyAttribute attribute) {}

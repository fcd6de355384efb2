// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.data;

import dev.sluice.internal.schema.Catalog;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Items by type. Each item maps field names to GraphQL values, as JSON represents them: `String`,
/// `Number`, `Boolean`, `List`, `Map` or null.
///
/// @param source where the data comes from, for messages
/// @param items in the order of the source
public record SampleData(String source, Map<String, List<Map<String, @Nullable Object>>> items) {

    /// Returns the items as the schema stores them, ready for a put.
    ///
    /// @throws dev.sluice.devtools.failure.Failure with the first item that does not fit the schema
    public List<StoredItem> fit(Catalog catalog) {
        return new ItemFitting(this, catalog).all();
    }
}

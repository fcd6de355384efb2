// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import java.util.List;

/// The attributes of an item that an index holds besides the keys of index and table.
///
/// Source: Amazon DynamoDB API Reference, "Projection".
public sealed interface Projection {

    record All() implements Projection {}

    record KeysOnly() implements Projection {}

    /// @param attributes attribute names, at least one
    record Include(List<String> attributes) implements Projection {
        public Include {
            attributes = List.copyOf(attributes);
        }
    }
}

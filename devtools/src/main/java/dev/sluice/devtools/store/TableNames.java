// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

import java.util.Map;

/// The names of tables in DynamoDB.
///
/// @param other by the name in the schema; a table that is absent has its name of the schema
public record TableNames(Map<String, String> other) {
    public TableNames {
        other = Map.copyOf(other);
    }

    public String of(String table) {
        return other.getOrDefault(table, table);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A DynamoDB table with what all the types stored in it need.
///
/// @param ttlAttribute the attribute of epoch seconds after which items expire, or null
public record Table(
        String name, KeySchema key, @Nullable String ttlAttribute, List<Index> indexes) {
    public Table {
        indexes = List.copyOf(indexes);
    }

    /// A global secondary index of the table.
    public record Index(String name, KeySchema key, Projection projection) {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A DynamoDB table with what all the types stored in it need.
///
/// @param ttlAttribute the attribute of epoch seconds after which items expire, or null
/// @param stream what the records of the table's stream contain, or null if it has no stream
public record Table(
        String name,
        KeySchema key,
        @Nullable String ttlAttribute,
        List<Index> indexes,
        @Nullable StreamViewType stream) {
    public Table {
        indexes = List.copyOf(indexes);
    }

    /// Creates a table without a stream.
    public Table(String name, KeySchema key, @Nullable String ttlAttribute, List<Index> indexes) {
        this(name, key, ttlAttribute, indexes, null);
    }

    /// A secondary index of the table.
    ///
    /// @param local whether it is a local secondary index, which has the partition key of the table
    public record Index(String name, KeySchema key, Projection projection, boolean local) {
        /// Creates a global secondary index.
        public Index(String name, KeySchema key, Projection projection) {
            this(name, key, projection, false);
        }
    }
}

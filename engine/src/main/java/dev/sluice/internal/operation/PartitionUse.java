// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What one field of an operation consumes at most of the partitions of a table or an index.
///
/// @param field the response path
/// @param index null for the table, and for a local index, which shares the table's partitions
/// @param key the template of the partition key without the names of its fields, such as
///   `ORDER#{}`. Equal values of types with equal templates are in one partition
/// @param origins of the values of the partition key, in the order of the template
/// @param isOnce whether one request reads each partition at most once: the origins of the rest of
///   the key do not differ between the objects of the request
/// @param count how many items, pages or writes one request has at most
/// @param readUnits of each of them
/// @param writeUnits of each of them
public record PartitionUse(
        String field,
        String table,
        @Nullable String index,
        String key,
        List<KeyOrigin> origins,
        boolean isOnce,
        long count,
        double readUnits,
        long writeUnits) {
    public PartitionUse {
        origins = List.copyOf(origins);
    }

    /// Returns whether all objects of one request use the same partition.
    public boolean isOfRequest() {
        return origins.stream().noneMatch(KeyOrigin::isOfEach);
    }
}

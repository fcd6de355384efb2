// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.schema.KeyAttribute;
import dev.sluice.schema.Target;
import dev.sluice.schema.key.SortRange;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// A page of one partition: exactly one Query, or none where no key can match.
///
/// @param index null for the table itself
/// @param partition a Java value, as in `ItemRequest`
/// @param sortKey null only where `sort` is `SortRange.All`
/// @param sort values as in `ItemRequest`
/// @param first the most items the page returns
/// @param limit the most items DynamoDB reads, at least 1: `first + 1`, or `maxRead` with a filter
/// @param start the key after which the page starts, or null for the first page
/// @param projection attributes to fetch besides keys and what every read of the types takes; empty
///   fetches all that table or index holds
public record PageRequest(
        Target target,
        @Nullable String index,
        KeyAttribute partitionKey,
        Object partition,
        @Nullable KeyAttribute sortKey,
        SortRange sort,
        boolean ascending,
        @Nullable Filter filter,
        int first,
        int limit,
        boolean consistent,
        @Nullable PageKey start,
        Set<String> projection) {
    public PageRequest {
        projection = Set.copyOf(projection);
    }

    /// Whether an item as the table holds it now is still in the partition and range of this page.
    ///
    /// An index lags behind its table, so an item found by an index and read again may have moved.
    public boolean covers(Item item) {
        var partitionValue = item.attribute(partitionKey.name());
        if (partitionValue == null
                || !KeyValue.canonical(partitionValue)
                        .equals(KeyValue.partition(partitionKey, partition))) {
            return false;
        }
        if (sortKey == null) {
            return true;
        }
        var sortValue = item.attribute(sortKey.name());
        return sortValue != null && KeyRange.of(sortKey, sort).includes(sortValue);
    }
}

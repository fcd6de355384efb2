// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.cursor.PageKey;
import dev.sluice.internal.dynamodb.expression.Filter;
import dev.sluice.internal.dynamodb.item.Findings;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.KeyValue;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.key.SortRange;
import dev.sluice.telemetry.Drift;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Arrays;
import java.util.Objects;
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

    /// Equal for pages of which the first item is the same.
    public Object reference() {
        return Arrays.asList(
                target.type(), index, partition, sort, ascending, filter, limit, consistent);
    }

    /// Whether an item as the table holds it now is still in the partition and range of this page.
    ///
    /// An index lags behind its table, so an item found by an index and read again may have moved.
    ///
    /// @param findings are told where the item is left out for another reason
    public boolean covers(Item item, Findings findings) {
        var partitionValue = item.attribute(partitionKey.name());
        if (partitionValue == null
                || !KeyValue.canonical(partitionValue)
                        .equals(KeyValue.partition(partitionKey, partition))) {
            return false;
        }
        if (sortKey == null) {
            return agrees(item, findings);
        }
        var sortValue = item.attribute(sortKey.name());
        return sortValue != null && includes(sortValue) && agrees(item, findings);
    }

    /// Whether an item that DynamoDB let pass is one of those that are asked for.
    boolean admits(Item item) {
        return filter == null || filter.admits().test(item);
    }

    /// Whether what the item holds is in the partition and range, not its key in the index alone.
    ///
    /// @param findings are told where they differ
    boolean agrees(Item item, Findings findings) {
        if (index == null) {
            return true;
        }
        var keys = item.type().index(index);
        var agrees = isTold(item, keys.partitionKey(), findings);
        if (keys.sortKey() != null && !isTold(item, keys.sortKey(), findings)) {
            var own = item.spelled(keys.sortKey());
            agrees &= own != null && includes(own);
        }
        if (!agrees) {
            findings.leftOut(target, Drift.Unread.Reason.INDEX_KEY_DIFFERS, item.tableKey());
        }
        return agrees;
    }

    /// Whether the item holds what its key in the index says.
    private boolean isTold(Item item, Key key, Findings findings) {
        var differing = item.differing(key).toList();
        differing.forEach(field -> findings.differs(item, field, Objects.requireNonNull(index)));
        return differing.isEmpty();
    }

    private boolean includes(AttributeValue key) {
        return KeyRange.of(sortKey, sort).includes(key);
    }
}

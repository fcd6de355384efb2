// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

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
import java.util.stream.Collectors;

/// A page of one partition: exactly one Query, or no request if no key can match.
///
/// @param index null for the table itself
/// @param partition a Java value, as in `ItemRequest`
/// @param sortKey null only if `sort` is `SortRange.All` and `start` is no `PageStart.At`
/// @param sort values as in `ItemRequest`
/// @param first the most items that the page returns
/// @param limit the most items that DynamoDB reads, at least 1: `first + 1`, or `maxRead` with a
///   filter
/// @param start where the page starts, or null for the first page
/// @param projection attributes to fetch besides keys and what every read of the types fetches; if
///   empty, all that the table or index holds
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
        @Nullable PageStart start,
        Set<String> projection) {
    public PageRequest {
        projection = Set.copyOf(projection);
    }

    /// Returns the same request for a page of another partition.
    public PageRequest in(Object other, @Nullable PageStart from) {
        return new PageRequest(
                target,
                index,
                partitionKey,
                other,
                sortKey,
                sort,
                ascending,
                filter,
                first,
                limit,
                consistent,
                from,
                projection);
    }

    /// Returns the request for the keys of so many items of the partition, which is enough to count
    /// them.
    PageRequest counting(@Nullable PageStart from, int items) {
        return new PageRequest(
                target,
                index,
                partitionKey,
                partition,
                sortKey,
                sort,
                true,
                filter,
                items,
                items,
                consistent,
                from,
                Set.of(partitionKey.name()));
    }

    /// Returns an object that is equal for pages of one list with the same limit, wherever they
    /// start.
    public Object reference() {
        return Arrays.asList(
                target.type(), index, partition, sort, ascending, filter, limit, consistent);
    }

    /// Returns whether an item, as the table holds it now, is still in the partition and range of
    /// this page.
    ///
    /// An index lags behind its table, so an item that was found by an index and read again may
    /// have moved.
    ///
    /// @param findings collects the item if it is left out for another reason
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

    /// Returns whether an item that DynamoDB's filter let pass also meets the whole filter.
    boolean admits(Item item) {
        return filter == null || filter.admits().test(item);
    }

    /// Returns the attributes that an item's key in the index is compared with.
    Set<String> compared() {
        return index == null
                ? Set.of()
                : target.members().stream()
                        .flatMap(type -> type.index(index).key().halves())
                        .flatMap(half -> half.fields().stream())
                        .map(field -> field.own().name())
                        .collect(Collectors.toSet());
    }

    /// Returns whether the item itself is in the partition and range, and not only its key in the
    /// index.
    ///
    /// @param findings collects the differences
    boolean agrees(Item item, Findings findings) {
        if (index == null) {
            return true;
        }
        var key = item.type().index(index).key();
        var agrees = isInKey(item, key.partition(), findings);
        if (key.sort() != null && !isInKey(item, key.sort(), findings)) {
            var own = item.spelled(key.sort());
            agrees &= own != null && includes(own);
        }
        if (!agrees) {
            findings.leftOut(target, Drift.Unread.Reason.INDEX_KEY_DIFFERS, item.tableKey());
        }
        return agrees;
    }

    /// Returns whether the item has the values that its key in the index contains.
    private boolean isInKey(Item item, Key key, Findings findings) {
        var differing = item.differing(key).toList();
        differing.forEach(field -> findings.differs(item, field, Objects.requireNonNull(index)));
        return differing.isEmpty();
    }

    private boolean includes(AttributeValue key) {
        return KeyRange.of(sortKey, sort).includes(key);
    }
}

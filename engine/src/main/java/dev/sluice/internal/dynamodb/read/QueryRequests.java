// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.expression.ProjectionExpression;
import dev.sluice.internal.dynamodb.item.KeyValue;
import dev.sluice.internal.dynamodb.item.PhysicalTable;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/// Renders pages as Query requests. Equal pages give equal requests. Every name and every value is
/// a placeholder: `#k` and `:k` of the key condition, `#p` of the projection, and the filter's own.
public final class QueryRequests {
    private QueryRequests() {}

    /// Returns the request, or null if no item can match.
    public static @Nullable QueryRequest of(PageRequest page, PhysicalTable table) {
        var partition = KeyValue.partition(page.partitionKey(), page.partition());
        var range = range(page);
        var start = start(page, range);
        var filter = page.filter();
        if (partition == null
                || (filter != null && filter.never())
                || range instanceof KeyRange.Nothing
                || start == Start.BEHIND_THE_LAST) {
            return null;
        }
        var names = new HashMap<String, String>();
        var values = new HashMap<String, AttributeValue>();
        names.put("#kp", page.partitionKey().name());
        values.put(":kp", partition);
        if (page.sortKey() != null && !(range instanceof KeyRange.All)) {
            names.put("#ks", page.sortKey().name());
            values.putAll(values(range));
        }
        if (filter != null) {
            names.putAll(filter.names());
            values.putAll(filter.values());
        }
        var projection = projection(page, table);
        if (projection.names() != null) {
            names.putAll(projection.names());
        }
        return QueryRequest.builder()
                .tableName(table.name())
                .indexName(page.index())
                .keyConditionExpression("#kp = :kp" + condition(range))
                .filterExpression(filter == null ? null : filter.expression())
                .projectionExpression(projection.expression())
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .exclusiveStartKey(
                        start == Start.INSIDE && page.start() instanceof PageStart.After(var key)
                                ? key.attributes()
                                : null)
                .scanIndexForward(page.ascending())
                .limit(page.limit())
                .consistentRead(page.consistent())
                .build();
    }

    private static KeyRange range(PageRequest page) {
        var range = KeyRange.of(page.sortKey(), page.sort());
        return page.start() instanceof PageStart.At at
                ? range.from(at.sortKey(), at.included(), page.ascending())
                : range;
    }

    private enum Start {
        BEFORE_THE_FIRST,
        INSIDE,
        BEHIND_THE_LAST
    }

    /// A range that depends on the time may have moved past the page's start. DynamoDB refuses a
    /// start outside the range.
    private static Start start(PageRequest page, KeyRange range) {
        if (!(page.start() instanceof PageStart.After(var start))) {
            return Start.BEFORE_THE_FIRST;
        }
        var at = page.sortKey() == null ? null : start.attributes().get(page.sortKey().name());
        if (at == null || range.includes(at)) {
            return at != null && isLast(page, range, at) ? Start.BEHIND_THE_LAST : Start.INSIDE;
        }
        return range.isAbove(at) == page.ascending()
                ? Start.BEFORE_THE_FIRST
                : Start.BEHIND_THE_LAST;
    }

    /// Returns whether no item can follow the start. In a table only one item of the partition has
    /// the sort key; in an index several can have it.
    private static boolean isLast(PageRequest page, KeyRange range, AttributeValue at) {
        return page.index() == null && range.endsWith(at, page.ascending());
    }

    private static String condition(KeyRange range) {
        return switch (range) {
            case KeyRange.All(), KeyRange.Nothing() -> "";
            case KeyRange.Compared compared ->
                    " AND #ks %s :ks".formatted(compared.comparator().symbol());
            case KeyRange.Between _ -> " AND #ks BETWEEN :ks AND :kt";
            case KeyRange.BeginsWith _ -> " AND begins_with(#ks, :ks)";
        };
    }

    private static Map<String, AttributeValue> values(KeyRange range) {
        return switch (range) {
            case KeyRange.All(), KeyRange.Nothing() -> Map.of();
            case KeyRange.Compared compared -> Map.of(":ks", compared.bound());
            case KeyRange.Between between -> Map.of(":ks", between.low(), ":kt", between.high());
            case KeyRange.BeginsWith beginsWith ->
                    Map.of(":ks", AttributeValue.fromS(beginsWith.prefix()));
        };
    }

    private static ProjectionExpression projection(PageRequest page, PhysicalTable table) {
        if (page.projection().isEmpty()) {
            return ProjectionExpression.EVERYTHING;
        }
        var wanted = new HashSet<>(page.projection());
        if (page.filter() != null) {
            wanted.addAll(page.filter().needs());
        }
        wanted.addAll(table.always());
        wanted.addAll(page.compared());
        var held = new HashSet<>(table.held(page.index(), wanted));
        held.addAll(table.keyNames(page.index()));
        return ProjectionExpression.of(held);
    }
}

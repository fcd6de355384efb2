// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Computes write units by DynamoDB's rules, from the items before and after. DynamoDB Local
/// reports transactions wrongly.
///
/// Source: Amazon DynamoDB Developer Guide, "Write request units", "DynamoDB item sizes and
/// formats", and "Using Global Secondary Indexes in DynamoDB".
public final class WrittenUnits {
    private final Api api;
    private final Map<String, TableDescription> tables = new HashMap<>();

    public WrittenUnits(Api api) {
        this.api = api;
        for (var name : api.tableNames()) {
            var described = api.dynamoDb().describeTable(describe -> describe.tableName(name));
            tables.put(name, described.table());
        }
    }

    /// Returns all items, by table, then by key.
    public Map<String, Map<Map<String, AttributeValue>, Map<String, AttributeValue>>> items() {
        var all =
                new HashMap<
                        String, Map<Map<String, AttributeValue>, Map<String, AttributeValue>>>();
        for (var name : api.tableNames()) {
            var keys = keys(name);
            var items = new HashMap<Map<String, AttributeValue>, Map<String, AttributeValue>>();
            api.dynamoDb()
                    .scanPaginator(scan -> scan.tableName(name).consistentRead(true))
                    .items()
                    .forEach(item -> items.put(only(item, keys), item));
            all.put(name, items);
        }
        return all;
    }

    /// Returns the units of the change from those items to the present ones.
    public long since(
            Map<String, Map<Map<String, AttributeValue>, Map<String, AttributeValue>>> before,
            boolean inTransaction) {
        var after = items();
        long units = 0;
        for (var name : api.tableNames()) {
            var old = Objects.requireNonNull(before.get(name));
            var now = Objects.requireNonNull(after.get(name));
            var keys = new HashSet<>(old.keySet());
            keys.addAll(now.keySet());
            for (var key : keys) {
                units += units(name, old.get(key), now.get(key));
            }
        }
        return units * (inTransaction ? 2 : 1);
    }

    private long units(
            String table,
            @Nullable Map<String, AttributeValue> old,
            @Nullable Map<String, AttributeValue> now) {
        if (Objects.equals(old, now)) {
            return 0;
        }
        long units = Math.max(kilobytes(old), kilobytes(now));
        for (var index : table(table).globalSecondaryIndexes()) {
            var was = entry(table, index, old);
            var is = entry(table, index, now);
            var keys = names(index.keySchema());
            if (was != null && is != null && !only(was, keys).equals(only(is, keys))) {
                units += kilobytes(was) + kilobytes(is);
            } else if (!Objects.equals(was, is)) {
                units += Math.max(kilobytes(was), kilobytes(is));
            }
        }
        return units;
    }

    private @Nullable Map<String, AttributeValue> entry(
            String table,
            GlobalSecondaryIndexDescription index,
            @Nullable Map<String, AttributeValue> item) {
        var keys = names(index.keySchema());
        if (item == null || !item.keySet().containsAll(keys)) {
            return null;
        }
        var projection = index.projection();
        if (projection.projectionType() == ProjectionType.ALL) {
            return item;
        }
        keys.addAll(keys(table));
        keys.addAll(projection.nonKeyAttributes());
        return only(item, keys);
    }

    private TableDescription table(String name) {
        return Objects.requireNonNull(tables.get(name));
    }

    private Set<String> keys(String table) {
        return names(table(table).keySchema());
    }

    private static Set<String> names(List<KeySchemaElement> keys) {
        return keys.stream().map(KeySchemaElement::attributeName).collect(Collectors.toSet());
    }

    private static Map<String, AttributeValue> only(
            Map<String, AttributeValue> item, Set<String> names) {
        var some = new HashMap<>(item);
        some.keySet().retainAll(names);
        return some;
    }

    private static long kilobytes(@Nullable Map<String, AttributeValue> item) {
        return item == null ? 0 : Math.ceilDiv(bytes(item), 1_024);
    }

    private static long bytes(Map<String, AttributeValue> members) {
        return members.entrySet().stream()
                .mapToLong(member -> text(member.getKey()) + bytes(member.getValue()))
                .sum();
    }

    /// A number has one byte for two significant digits, and one more byte.
    private static long bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> text(value.s());
            case N -> 1 + Math.ceilDiv(value.n().replaceAll("[^0-9]", "").length(), 2);
            case M -> 3 + value.m().size() + bytes(value.m());
            case L ->
                    3 + value.l().size() + value.l().stream().mapToLong(WrittenUnits::bytes).sum();
            default -> 1;
        };
    }

    private static long text(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

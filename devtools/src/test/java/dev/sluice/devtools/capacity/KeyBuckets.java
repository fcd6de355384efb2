// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.fault.FaultListener;
import dev.sluice.devtools.fault.FaultRule;
import dev.sluice.devtools.fault.Faults;
import dev.sluice.devtools.fault.WireReply;
import dev.sluice.devtools.fault.WireRequest;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.KeySchema;
import dev.sluice.internal.schema.Projection;
import dev.sluice.internal.schema.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// DynamoDB's limit for each partition of a table or an index: a bucket of read units and one of
/// write units for each partition key. A request that meets an empty bucket is throttled. What a
/// request consumes is computed from the items themselves, not from the schema.
final class KeyBuckets implements Faults, FaultListener {
    /// How many seconds of units a bucket can hold.
    private static final double BURST = 0.02;

    private static final JsonMapper JSON = new JsonMapper();

    private final Catalog catalog;
    private final DynamoDbClient direct;
    private final FaultRule throttling;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private final Map<WireRequest, Map<Item, Map<String, AttributeValue>>> before = new HashMap<>();
    private double now;
    private int throttled;

    private record Item(String table, Map<String, AttributeValue> key) {}

    private final class Bucket {
        private final double rate;
        private double units;
        private double at = now;

        Bucket(double rate) {
            this.rate = rate;
            this.units = rate * BURST;
        }

        boolean isEmpty() {
            units = Math.min(rate * BURST, units + (now - at) * rate);
            at = now;
            return units <= 0;
        }
    }

    KeyBuckets(Catalog catalog, DynamoDbClient direct, FaultRule throttling) {
        this.catalog = catalog;
        this.direct = direct;
        this.throttling = throttling;
    }

    synchronized void start() {
        buckets.clear();
        now = 0;
        throttled = 0;
    }

    synchronized void wait(double seconds) {
        now += seconds;
    }

    synchronized int throttled() {
        return throttled;
    }

    private void take(String what, Object partition, double units, double rate) {
        if (units > 0) {
            var bucket = buckets.computeIfAbsent(what + " " + partition, _ -> new Bucket(rate));
            if (bucket.isEmpty()) {
                throttled++;
            }
            bucket.units -= units;
        }
    }

    @Override
    public synchronized List<FaultRule> of(WireRequest request) {
        var json = Objects.requireNonNull(request.json());
        var written = new LinkedHashMap<Item, Map<String, AttributeValue>>();
        for (var item : written(request.operation(), json)) {
            written.put(item, read(item));
        }
        before.put(request, written);
        return isThrottled(request, json, written) ? List.of(throttling) : List.of();
    }

    /// Asks only for the partitions that the request names.
    private boolean isThrottled(
            WireRequest request, JsonNode json, Map<Item, Map<String, AttributeValue>> written) {
        var isEmpty = false;
        for (var item : written.keySet()) {
            isEmpty |= isEmpty("W" + item.table(), partition(item.table(), item.key()));
        }
        if (request.operation().equals("Query")) {
            isEmpty |= isEmpty("R" + place(json), partition(json));
        }
        for (var item : read(request.operation(), json)) {
            isEmpty |= isEmpty("R" + item.table(), partition(item.table(), item.key()));
        }
        if (isEmpty) {
            throttled++;
        }
        return isEmpty;
    }

    private boolean isEmpty(String what, @Nullable Object partition) {
        var bucket = buckets.get(what + " " + partition);
        return bucket != null && bucket.isEmpty();
    }

    @Override
    public synchronized void sent(
            WireRequest request, List<FaultRule> met, @Nullable WireReply reply) {
        var written = Objects.requireNonNull(before.remove(request));
        if (reply == null || reply.status() != 200) {
            return;
        }
        var json = Objects.requireNonNull(request.json());
        if (request.operation().equals("Query")) {
            take("R" + place(json), partition(json), consumed(reply), Capacity.READ_UNITS);
        }
        var read = read(request.operation(), json);
        for (var table : read.stream().map(Item::table).distinct().toList()) {
            var ofTable = read.stream().filter(item -> item.table().equals(table)).toList();
            taken(table, ofTable, isConsistent(json, table));
        }
        var times = request.operation().startsWith("Transact") ? 2 : 1;
        written.forEach((item, old) -> changed(item, old, read(item), times));
    }

    private static boolean isConsistent(JsonNode json, String table) {
        return json.path("ConsistentRead").asBoolean()
                || json.path("RequestItems").path(table).path("ConsistentRead").asBoolean();
    }

    private void taken(String table, List<Item> items, boolean consistent) {
        var keys = items.stream().map(Item::key).toList();
        var request = Map.of(table, KeysAndAttributes.builder().keys(keys).build());
        var responses = direct.batchGetItem(r -> r.requestItems(request)).responses();
        var found = responses.getOrDefault(table, List.of());
        for (var key : keys) {
            var size =
                    found.stream()
                            .filter(each -> each.entrySet().containsAll(key.entrySet()))
                            .mapToInt(KeyBuckets::size)
                            .sum();
            var units = Math.max(1, (size + 4095) / 4096) * (consistent ? 1 : 0.5);
            take("R" + table, partition(table, key), units, Capacity.READ_UNITS);
        }
    }

    private void changed(
            Item item,
            Map<String, AttributeValue> old,
            Map<String, AttributeValue> current,
            int times) {
        var table = table(item.table());
        write(item.table(), partition(table.key(), item.key()), old, current, times);
        for (var index : table.indexes()) {
            var was = entry(table, index, old);
            var is = entry(table, index, current);
            var place = index.local() ? table.name() : table.name() + "." + index.name();
            if (!was.equals(is)) {
                var from = was.isEmpty() ? null : partition(index.key(), was);
                var to = is.isEmpty() ? null : partition(index.key(), is);
                if (Objects.equals(from, to) && keys(index, was).equals(keys(index, is))) {
                    write(place, to, was, is, times);
                } else {
                    write(place, from, was, Map.of(), was.isEmpty() ? 0 : times);
                    write(place, to, is, Map.of(), is.isEmpty() ? 0 : times);
                }
            }
        }
    }

    private static Map<String, AttributeValue> keys(
            Table.Index index, Map<String, AttributeValue> entry) {
        var keys = new HashMap<>(entry);
        keys.keySet().retainAll(index.key().attributes().map(each -> each.name()).toList());
        return keys;
    }

    private void write(
            String place,
            @Nullable Object partition,
            Map<String, AttributeValue> old,
            Map<String, AttributeValue> current,
            int times) {
        var kilobytes = Math.max(1, (Math.max(size(old), size(current)) + 1023) / 1024);
        take("W" + place, String.valueOf(partition), kilobytes * times, Capacity.WRITE_UNITS);
    }

    private static Map<String, AttributeValue> entry(
            Table table, Table.Index index, Map<String, AttributeValue> item) {
        if (!index.key().attributes().allMatch(each -> item.containsKey(each.name()))) {
            return Map.of();
        }
        var entry = new HashMap<>(item);
        var keys =
                Stream.concat(table.key().attributes(), index.key().attributes())
                        .map(each -> each.name())
                        .toList();
        switch (index.projection()) {
            case Projection.All _ -> {}
            case Projection.KeysOnly _ -> entry.keySet().retainAll(keys);
            case Projection.Include(var names) ->
                    entry.keySet().removeIf(name -> !keys.contains(name) && !names.contains(name));
        }
        return entry;
    }

    private Table table(String name) {
        return Objects.requireNonNull(catalog.tables().get(name));
    }

    private Map<String, AttributeValue> read(Item item) {
        return direct.getItem(r -> r.tableName(item.table()).key(item.key()).consistentRead(true))
                .item();
    }

    private Object partition(String table, Map<String, AttributeValue> key) {
        return partition(table(table).key(), key);
    }

    private static Object partition(KeySchema key, Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get(key.partition().name()));
    }

    private static double consumed(WireReply reply) {
        return json(reply).path("ConsumedCapacity").path("CapacityUnits").asDouble();
    }

    private static JsonNode json(WireReply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String place(JsonNode query) {
        var table = query.path("TableName").asText();
        var index = query.path("IndexName").asText("");
        return index.isEmpty() ? table : table + "." + index;
    }

    /// The first equality of a key condition is that of the partition key.
    private static Object partition(JsonNode query) {
        var condition = query.path("KeyConditionExpression").asText();
        var colon = condition.indexOf(':');
        var end = colon;
        while (end < condition.length() && " )".indexOf(condition.charAt(end)) < 0) {
            end++;
        }
        return value(query.path("ExpressionAttributeValues").path(condition.substring(colon, end)));
    }

    private List<Item> read(String operation, JsonNode json) {
        var items = new ArrayList<Item>();
        if (operation.equals("GetItem")) {
            items.add(new Item(json.path("TableName").asText(), values(json.path("Key"))));
        }
        json.path("RequestItems")
                .properties()
                .forEach(table ->
                        table.getValue()
                                .path("Keys")
                                .forEach(key -> items.add(new Item(table.getKey(), values(key)))));
        return items;
    }

    private List<Item> written(String operation, JsonNode json) {
        var items = new ArrayList<Item>();
        if (List.of("PutItem", "UpdateItem", "DeleteItem").contains(operation)) {
            items.add(item(json));
        }
        json.path("TransactItems").forEach(action -> action.forEach(each -> items.add(item(each))));
        return items;
    }

    private Item item(JsonNode write) {
        var name = write.path("TableName").asText();
        var key = values(write.has("Item") ? write.path("Item") : write.path("Key"));
        key.keySet().retainAll(table(name).key().attributes().map(each -> each.name()).toList());
        return new Item(name, key);
    }

    private static Map<String, AttributeValue> values(JsonNode item) {
        var values = new HashMap<String, AttributeValue>();
        item.properties().forEach(each -> values.put(each.getKey(), value(each.getValue())));
        return values;
    }

    /// Keys are texts or numbers here.
    private static AttributeValue value(JsonNode value) {
        return value.has("N")
                ? AttributeValue.fromN(value.path("N").asText())
                : AttributeValue.fromS(value.path("S").asText());
    }

    private static int size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(each -> bytes(each.getKey()) + size(each.getValue()))
                .sum();
    }

    private static int size(AttributeValue value) {
        return switch (value.type()) {
            case S -> bytes(value.s());
            case N -> value.n().length() / 2 + 1;
            case L -> 3 + value.l().stream().mapToInt(each -> 1 + size(each)).sum();
            case M -> 3 + value.m().size() + size(value.m());
            default -> 1;
        };
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.client.MeteredClient;
import dev.sluice.internal.dynamodb.expression.ProjectionExpression;
import dev.sluice.internal.dynamodb.item.ItemKey;
import dev.sluice.internal.dynamodb.item.PhysicalTable;
import dev.sluice.internal.dynamodb.item.ReadItem;
import dev.sluice.internal.dynamodb.retry.Failures;
import dev.sluice.internal.dynamodb.retry.Jitter;
import dev.sluice.internal.policy.Refusal;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads batches of items: one key with GetItem, more with BatchGetItem until all keys are
/// processed.
public final class BatchReader {
    /// The most retries after answers without progress. After an answer with progress, requesting
    /// the rest does not count.
    private static final int MAX_RETRIES = 2;

    private static final Duration BASE_DELAY = Duration.ofMillis(50);

    private final MeteredClient wire;
    private final Map<PhysicalTable, ProjectionExpression> projections;

    public BatchReader(MeteredClient wire, Map<PhysicalTable, ProjectionExpression> projections) {
        this.wire = wire;
        this.projections = Map.copyOf(projections);
    }

    /// @param keys those of one request
    public BatchResult read(List<ItemKey> keys) {
        return keys.size() == 1 ? readOne(keys.getFirst()) : readAll(keys);
    }

    private BatchResult readOne(ItemKey key) {
        var projection = projection(key.table());
        var response =
                wire.getItem(
                        GetItemRequest.builder()
                                .tableName(key.table().name())
                                .key(key.attributes())
                                .consistentRead(key.consistent())
                                .projectionExpression(projection.expression())
                                .expressionAttributeNames(projection.names())
                                .build());
        var found =
                response.hasItem()
                        ? Map.of(
                                key,
                                ReadItem.of(
                                        response.item(),
                                        key.consistent(),
                                        response.consumedCapacity()))
                        : Map.<ItemKey, ReadItem>of();
        return new BatchResult(found, Set.of(), null);
    }

    private BatchResult readAll(List<ItemKey> keys) {
        var found = new HashMap<ItemKey, ReadItem>();
        Set<ItemKey> pending = new HashSet<>(keys);
        int retries = 0;
        try {
            while (!pending.isEmpty()) {
                var response = wire.batchGetItem(request(pending));
                var left = new Reply(pending, response).into(found);
                if (left.size() == pending.size()) {
                    if (retries == MAX_RETRIES) {
                        throw Failures.throttled();
                    }
                    pause(retries++);
                }
                pending = left;
                if (!pending.isEmpty()) {
                    wire.repeats();
                }
            }
            return new BatchResult(found, Set.of(), null);
        } catch (Refusal refusal) {
            return new BatchResult(found, pending, refusal);
        }
    }

    private BatchGetItemRequest request(Collection<ItemKey> keys) {
        var tables = new HashMap<PhysicalTable, List<ItemKey>>();
        keys.forEach(key -> tables.computeIfAbsent(key.table(), _ -> new ArrayList<>()).add(key));
        var items = new HashMap<String, KeysAndAttributes>();
        tables.forEach(
                (table, ofTable) -> items.put(table.name(), keysAndAttributes(table, ofTable)));
        return BatchGetItemRequest.builder().requestItems(items).build();
    }

    /// @param keys all with the same consistency
    private KeysAndAttributes keysAndAttributes(PhysicalTable table, List<ItemKey> keys) {
        var projection = projection(table);
        return KeysAndAttributes.builder()
                .keys(keys.stream().map(ItemKey::attributes).toList())
                .consistentRead(keys.getFirst().consistent())
                .projectionExpression(projection.expression())
                .expressionAttributeNames(projection.names())
                .build();
    }

    private ProjectionExpression projection(PhysicalTable table) {
        return projections.getOrDefault(table, ProjectionExpression.EVERYTHING);
    }

    /// Waits with exponential back-off and full jitter.
    private void pause(int retry) {
        var delay = Jitter.upTo(BASE_DELAY.multipliedBy(1L << retry));
        if (delay.compareTo(wire.deadline().remaining()) >= 0) {
            throw Failures.deadlineExceeded();
        }
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.deadlineExceeded();
        }
    }

    /// A response, read by the keys that were requested.
    private static final class Reply {
        private record Id(String table, Map<String, AttributeValue> attributes) {}

        private final Map<Id, ItemKey> asked = new HashMap<>();
        private final Map<String, PhysicalTable> tables = new HashMap<>();
        private final BatchGetItemResponse response;

        Reply(Set<ItemKey> pending, BatchGetItemResponse response) {
            this.response = response;
            for (ItemKey key : pending) {
                String table = key.table().name();
                tables.put(table, key.table());
                asked.put(new Id(table, key.attributes()), key);
            }
        }

        /// Adds the items that were read to `found`, and returns the keys that were not processed.
        Set<ItemKey> into(Map<ItemKey, ReadItem> found) {
            response.responses()
                    .forEach((table, items) ->
                            items.forEach(item -> found.put(key(table, item), ReadItem.of(item))));
            var unprocessed = new HashSet<ItemKey>();
            response.unprocessedKeys()
                    .forEach((table, left) ->
                            left.keys().forEach(key -> unprocessed.add(key(table, key))));
            return unprocessed;
        }

        private ItemKey key(String table, Map<String, AttributeValue> attributes) {
            var ofTable = tables.get(table);
            var key = ofTable == null ? null : asked.get(new Id(table, ofTable.key(attributes)));
            if (key == null) {
                throw new IllegalStateException("DynamoDB answered a key that was not asked for");
            }
            return key;
        }
    }
}

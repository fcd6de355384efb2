// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import static java.util.stream.Collectors.groupingBy;

import dev.sluice.internal.breaker.Outcome;
import dev.sluice.internal.dynamodb.client.MeteredClient;
import dev.sluice.internal.dynamodb.expression.ProjectionExpression;
import dev.sluice.internal.dynamodb.item.ItemKey;
import dev.sluice.internal.dynamodb.item.PhysicalTable;
import dev.sluice.internal.dynamodb.item.ReadItem;
import dev.sluice.internal.dynamodb.retry.Attempts;
import dev.sluice.internal.dynamodb.retry.DividedException;
import dev.sluice.internal.dynamodb.retry.FailureKind;
import dev.sluice.internal.dynamodb.retry.Failures;
import dev.sluice.internal.dynamodb.retry.RetryPolicy.Sending;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads batches of items: one key with GetItem, more with BatchGetItem until all keys are
/// processed. If a batch over several tables fails, each table is read again by itself.
public final class BatchReader {
    private final MeteredClient client;
    private final Map<PhysicalTable, ProjectionExpression> projections;

    public BatchReader(MeteredClient client, Map<PhysicalTable, ProjectionExpression> projections) {
        this.client = client;
        this.projections = Map.copyOf(projections);
    }

    /// Returns null if any time is left to read, or what the client sees.
    public @Nullable Refusal late() {
        return client.late();
    }

    /// Returns the requests that read these keys: one for all tables that may share it, and one for
    /// each other table.
    ///
    /// @param keys those of one request
    public List<BatchRead> reads(List<ItemKey> keys) {
        var tables = byTable(keys);
        if (tables.size() == 1) {
            return List.of(new BatchRead(keys, client.attempts(Sending.READ), false));
        }
        var shared = new ArrayList<ItemKey>();
        var reads = new ArrayList<BatchRead>();
        tables.forEach((table, ofTable) -> {
            if (client.mayShare(table)) {
                shared.addAll(ofTable);
            } else {
                reads.add(
                        new BatchRead(ofTable, client.attempts(Sending.READ).beyondBound(), true));
            }
        });
        if (!shared.isEmpty()) {
            reads.add(new BatchRead(shared, client.attempts(Sending.READ), false));
        }
        return reads;
    }

    private static Map<String, List<ItemKey>> byTable(Collection<ItemKey> keys) {
        return keys.stream().collect(groupingBy(key -> key.table().name()));
    }

    public BatchResult read(BatchRead read) {
        return read.apart() ? readApart(read) : readTogether(read);
    }

    /// The result shows whether a batch may contain the table: not if DynamoDB refuses to read it.
    private BatchResult readApart(BatchRead read) {
        var passage = client.enterApart(read.keys().getFirst().table().name());
        if (passage == null) {
            return BatchResult.failed(Map.of(), read.keys(), Failures.unsent());
        }
        var outcome = Outcome.UNDECIDED;
        try {
            var result = readTogether(read);
            outcome = outcome(result);
            return result;
        } finally {
            passage.end(outcome);
        }
    }

    private static Outcome outcome(BatchResult result) {
        if (result.failed().isEmpty()) {
            return Outcome.ANSWERED;
        }
        return result.failed().values().stream()
                        .anyMatch(refusal -> refusal.code() == ErrorCode.INTERNAL)
                ? Outcome.FAILED
                : Outcome.UNDECIDED;
    }

    private BatchResult readTogether(BatchRead read) {
        try {
            return read.keys().size() == 1
                    ? readOne(read.keys().getFirst(), read.attempts())
                    : readAll(read);
        } catch (Refusal refusal) {
            return BatchResult.failed(Map.of(), read.keys(), refusal);
        }
    }

    private BatchResult readOne(ItemKey key, Attempts attempts) {
        var projection = projection(key.table());
        var response =
                client.getItem(
                        GetItemRequest.builder()
                                .tableName(key.table().name())
                                .key(key.attributes())
                                .consistentRead(key.consistent())
                                .projectionExpression(projection.expression())
                                .expressionAttributeNames(projection.names())
                                .build(),
                        attempts,
                        reply -> isOf(key, reply));
        var found =
                response.hasItem()
                        ? Map.of(
                                key,
                                ReadItem.of(
                                        response.item(),
                                        key.consistent(),
                                        response.consumedCapacity()))
                        : Map.<ItemKey, ReadItem>of();
        return BatchResult.of(found);
    }

    /// DynamoDB reports what it consumed, even if there is no item.
    private static boolean isOf(ItemKey key, GetItemResponse reply) {
        return reply.hasItem()
                ? key.equals(key.table().key(reply.item(), key.consistent()))
                : reply.consumedCapacity() != null;
    }

    private BatchResult readAll(BatchRead read) {
        var found = new HashMap<ItemKey, ReadItem>();
        Set<ItemKey> pending = new HashSet<>(read.keys());
        var attempts = read.attempts();
        try {
            while (true) {
                var reply = new Reply(pending);
                client.batchGetItem(request(pending), attempts, reply::accept);
                found.putAll(reply.found);
                var progressed = reply.unprocessed.size() < pending.size();
                pending = reply.unprocessed;
                if (pending.isEmpty()) {
                    attempts.answered();
                    return BatchResult.of(found);
                }
                if (!(progressed
                        ? attempts.continues()
                        : attempts.again(FailureKind.UNPROCESSED))) {
                    throw Failures.throttled();
                }
                client.repeats();
            }
        } catch (Refusal refusal) {
            return BatchResult.failed(found, pending, refusal);
        } catch (DividedException divided) {
            return divided(found, pending, divided);
        }
    }

    private static BatchResult divided(
            Map<ItemKey, ReadItem> found, Set<ItemKey> pending, DividedException divided) {
        var failed = new HashMap<ItemKey, Refusal>();
        var again = new ArrayList<BatchRead>();
        byTable(pending)
                .forEach((table, keys) -> {
                    var attempts = divided.again().get(table);
                    if (attempts == null) {
                        keys.forEach(key -> failed.put(key, divided.refusal()));
                    } else {
                        again.add(new BatchRead(keys, attempts, true));
                    }
                });
        return new BatchResult(found, failed, again);
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

    /// Reads the response to a request for these keys.
    private static final class Reply {
        private final Set<ItemKey> asked;
        private final Map<String, ItemKey> tables = new HashMap<>();
        private final Map<ItemKey, ReadItem> found = new HashMap<>();
        private final Set<ItemKey> unprocessed = new HashSet<>();

        /// @param pending those of one table all with the same consistency
        Reply(Set<ItemKey> pending) {
            asked = pending;
            pending.forEach(key -> tables.put(key.table().name(), key));
        }

        /// Adds what the response has of the keys. Returns whether it is trusted: it has its parts,
        /// and no key that was not requested.
        boolean accept(BatchGetItemResponse response) {
            found.clear();
            unprocessed.clear();
            if (!response.hasResponses() && !response.hasUnprocessedKeys()) {
                return false;
            }
            for (var ofTable : response.responses().entrySet()) {
                for (var item : ofTable.getValue()) {
                    var key = key(ofTable.getKey(), item);
                    if (key == null) {
                        return false;
                    }
                    found.put(key, ReadItem.of(item));
                }
            }
            for (var ofTable : response.unprocessedKeys().entrySet()) {
                for (var left : ofTable.getValue().keys()) {
                    var key = key(ofTable.getKey(), left);
                    if (key == null) {
                        return false;
                    }
                    unprocessed.add(key);
                }
            }
            return true;
        }

        private @Nullable ItemKey key(String table, Map<String, AttributeValue> attributes) {
            var other = tables.get(table);
            var key = other == null ? null : other.table().key(attributes, other.consistent());
            return key != null && asked.contains(key) ? key : null;
        }
    }
}

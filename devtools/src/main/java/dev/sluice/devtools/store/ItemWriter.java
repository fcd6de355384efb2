// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

import dev.sluice.devtools.failure.Failure;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Puts or deletes many items, 25 in a request, the most that DynamoDB allows.
public final class ItemWriter {
    private static final int BATCH = 25;
    private static final int AT_ONCE = 4;
    private static final int ATTEMPTS = 10;

    private final DynamoDbClient client;

    public ItemWriter(DynamoDbClient client) {
        this.client = client;
    }

    /// Puts all items, and replaces items that exist.
    ///
    /// @param items no two with the same key
    /// @throws Failure if DynamoDB refuses them
    public void put(String table, Collection<Map<String, AttributeValue>> items) {
        write(
                table,
                items.stream()
                        .map(item -> PutRequest.builder().item(item).build())
                        .map(put -> WriteRequest.builder().putRequest(put).build())
                        .toList());
    }

    /// Deletes the items with these keys, if they exist.
    ///
    /// @param keys no two equal
    /// @throws Failure if DynamoDB refuses
    public void delete(String table, Collection<Map<String, AttributeValue>> keys) {
        write(
                table,
                keys.stream()
                        .map(key -> DeleteRequest.builder().key(key).build())
                        .map(delete -> WriteRequest.builder().deleteRequest(delete).build())
                        .toList());
    }

    private void write(String table, List<WriteRequest> requests) {
        var sent = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (var from = 0; from < requests.size(); from += BATCH) {
                var batch = requests.subList(from, Math.min(from + BATCH, requests.size()));
                sent.add(threads.submit(() -> send(table, batch)));
            }
        }
        for (var batch : sent) {
            try {
                batch.get();
            } catch (ExecutionException e) {
                throw Failure.environment(
                        "Items of table %s were not written: %s"
                                .formatted(
                                        table,
                                        FirstLine.of(e.getCause() == null ? e : e.getCause())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.environment("Interrupted.");
            }
        }
    }

    private void send(String table, List<WriteRequest> batch) {
        var left = batch;
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var unsent = left;
            var answer = client.batchWriteItem(r -> r.requestItems(Map.of(table, unsent)));
            left = answer.unprocessedItems().getOrDefault(table, List.of());
            if (left.isEmpty()) {
                return;
            }
            Pause.of(Duration.ofMillis(25L << attempt));
        }
        throw SdkException.builder().message("DynamoDB keeps throttling the writes").build();
    }
}

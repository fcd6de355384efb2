// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.redrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.store.StreamedEvents;
import dev.sluice.internal.events.OutboxRecord;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// The place in a stream of a batch that Lambda has given up.
///
/// Source: AWS Lambda Developer Guide, "Retain discarded records for a DynamoDB event source in
/// Lambda".
///
/// @param first the sequence number of its first record
/// @param last the sequence number of its last record
record LostBatch(String stream, String shard, String first, String last) {
    private static final JsonMapper JSON = new JsonMapper();

    /// The records of a batch are next to each other, so a page without any is behind them all.
    private static final int EMPTY_PAGES = 5;

    LostBatch {
        number(first);
        number(last);
    }

    private static BigInteger number(String sequence) {
        return new BigInteger(sequence);
    }

    /// Returns null if the message is not that of a batch.
    static @Nullable LostBatch of(String message) {
        try {
            var info = JSON.readTree(message).path("DDBStreamBatchInfo");
            return new LostBatch(
                    info.required("streamArn").asText(),
                    info.required("shardId").asText(),
                    info.required("startSequenceNumber").asText(),
                    info.required("endSequenceNumber").asText());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return null;
        }
    }

    /// Returns the events of the batch, or null if the stream no longer has all its records.
    @Nullable List<OutboxRecord> read(DynamoDbStreamsClient client) {
        try {
            var iterator =
                    client.getShardIterator(r ->
                                    r.streamArn(stream)
                                            .shardId(shard)
                                            .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                                            .sequenceNumber(first))
                            .shardIterator();
            return read(client, iterator);
        } catch (TrimmedDataAccessException | ResourceNotFoundException e) {
            return null;
        }
    }

    private @Nullable List<OutboxRecord> read(
            DynamoDbStreamsClient client, @Nullable String start) {
        var events = new ArrayList<OutboxRecord>();
        var iterator = start;
        var empty = 0;
        while (iterator != null && empty < EMPTY_PAGES) {
            var from = iterator;
            var page = client.getRecords(r -> r.shardIterator(from));
            empty = page.records().isEmpty() ? empty + 1 : 0;
            for (var record : page.records()) {
                var behind = number(record.dynamodb().sequenceNumber()).compareTo(number(last));
                if (behind <= 0) {
                    StreamedEvents.of(record).ifPresent(events::add);
                }
                if (behind >= 0) {
                    return events;
                }
            }
            iterator = page.nextShardIterator();
        }
        return null;
    }
}

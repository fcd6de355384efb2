// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.events;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What Lambda hands to the function at once: records of the stream of the outbox, or messages of
/// the dead-letter queue.
///
/// Source: AWS Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB" and "Using Lambda
/// with Amazon SQS".
///
/// @param ofQueue whether the events are dead letters already
record EventBatch(List<OutboxRecord> records, boolean ofQueue) {

    static EventBatch of(JsonNode event) {
        var records = new ArrayList<OutboxRecord>();
        var ofQueue = false;
        for (var record : event.path("Records")) {
            if (record.path("eventSource").asText().equals("aws:sqs")) {
                ofQueue = true;
                records.add(message(record));
            } else if (record.at("/dynamodb/NewImage").has("event")) {
                records.add(change(record));
            }
        }
        if (ofQueue) {
            // A queue has no order. The time at which the events were kept has.
            records.sort(Comparator.comparing(OutboxRecord::since));
        }
        return new EventBatch(List.copyOf(records), ofQueue);
    }

    private static OutboxRecord change(JsonNode record) {
        var change = record.path("dynamodb");
        return new OutboxRecord(
                change.path("SequenceNumber").asText(),
                change.at("/Keys/key/S").asText(),
                Instant.ofEpochSecond(change.path("ApproximateCreationDateTime").asLong()),
                change.at("/NewImage/event/S").asText());
    }

    private static OutboxRecord message(JsonNode record) {
        return new OutboxRecord(
                record.path("messageId").asText(),
                record.path("messageId").asText(),
                Instant.ofEpochMilli(record.at("/attributes/SentTimestamp").asLong()),
                record.path("body").asText());
    }
}

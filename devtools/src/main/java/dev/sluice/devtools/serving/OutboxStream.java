// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

import dev.sluice.devtools.store.StreamedEvents;
import dev.sluice.internal.events.OutboxRecord;

import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The events that come out of the stream of an outbox, in the order of each shard.
final class OutboxStream {
    /// A shard that was read to its end.
    private static final String END = "";

    private final DynamoDbStreamsClient client;
    private final String arn;
    private final Map<String, String> iterators = new HashMap<>();
    private ShardIteratorType start;

    /// @param onlyNew whether to leave out the events that are in the stream already
    OutboxStream(DynamoDbStreamsClient client, String arn, boolean onlyNew) {
        this.client = client;
        this.arn = arn;
        this.start = onlyNew ? ShardIteratorType.LATEST : ShardIteratorType.TRIM_HORIZON;
    }

    String arn() {
        return arn;
    }

    /// Returns the next events, without waiting for any.
    List<OutboxRecord> next() {
        var records = new ArrayList<OutboxRecord>();
        for (var shard :
                client.describeStream(r -> r.streamArn(arn)).streamDescription().shards()) {
            var iterator = iterators.computeIfAbsent(shard.shardId(), _ -> first(shard));
            if (!iterator.equals(END)) {
                var read = client.getRecords(r -> r.shardIterator(iterator));
                iterators.put(
                        shard.shardId(), Objects.requireNonNullElse(read.nextShardIterator(), END));
                read.records().stream()
                        .map(StreamedEvents::of)
                        .flatMap(Optional::stream)
                        .forEach(records::add);
            }
        }
        start = ShardIteratorType.TRIM_HORIZON;
        return records;
    }

    private String first(Shard shard) {
        return client.getShardIterator(
                        r -> r.streamArn(arn).shardId(shard.shardId()).shardIteratorType(start))
                .shardIterator();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.store.StreamedEvents;
import dev.sluice.internal.events.OutboxRecord;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Lambda's mapping between the stream of an outbox and the function that delivers its events. It
/// keeps its place in each shard. A batch whose function gave no answer comes again.
///
/// Source: AWS Lambda Developer Guide, "Process DynamoDB records with Lambda".
final class OutboxMapping implements AutoCloseable {
    /// The most records of one batch.
    static final int BATCH = 100;

    private static final JsonMapper JSON = new JsonMapper();

    private final DynamoDbStreamsClient client;
    private final String stream;
    private final LambdaFunction function;
    private final Map<String, String> done = new ConcurrentHashMap<>();
    private boolean isCalled;

    /// @param endpoint of the streams
    OutboxMapping(URI endpoint, String stream, LambdaFunction function) {
        this.client = StoreClient.streams(new Endpoint(endpoint));
        this.stream = stream;
        this.function = function;
    }

    /// Reads and hands over one batch of each shard.
    ///
    /// @return whether there may be more
    boolean poll() throws IOException {
        var any = false;
        try {
            for (var shard :
                    client.describeStream(r -> r.streamArn(stream)).streamDescription().shards()) {
                var records = read(shard.shardId());
                any |= !records.isEmpty();
                if (!records.isEmpty()) {
                    call(shard.shardId(), records);
                }
            }
        } catch (SdkException cut) {
            return true;
        }
        return any;
    }

    /// Returns whether the function has ever been called.
    boolean isCalled() {
        return isCalled;
    }

    private List<Record> read(String shard) {
        var after = done.get(shard);
        var iterator =
                client.getShardIterator(r ->
                        r.streamArn(stream)
                                .shardId(shard)
                                .shardIteratorType(
                                        after == null ? "TRIM_HORIZON" : "AFTER_SEQUENCE_NUMBER")
                                .sequenceNumber(after));
        return client.getRecords(r -> r.shardIterator(iterator.shardIterator()).limit(BATCH))
                .records();
    }

    private void call(String shard, List<Record> records) throws IOException {
        JsonNode answer;
        isCalled = true;
        try {
            answer = JSON.readTree(function.invoke(event(records)).response());
        } catch (FunctionFault ended) {
            return;
        }
        var failed = answer.required("batchItemFailures").findValuesAsText("itemIdentifier");
        for (var record : records) {
            var place = record.dynamodb().sequenceNumber();
            if (failed.contains(place)) {
                return;
            }
            done.put(shard, place);
        }
    }

    private static String event(List<Record> records) {
        var event = JSON.createObjectNode();
        var list = event.putArray("Records");
        records.stream()
                .map(StreamedEvents::of)
                .flatMap(Optional::stream)
                .forEach(record -> {
                    var node = list.addObject().put("eventSource", "aws:dynamodb");
                    describe(record, node.putObject("dynamodb"));
                });
        return event.toString();
    }

    private static void describe(OutboxRecord record, ObjectNode node) {
        node.put("SequenceNumber", record.position())
                .put("ApproximateCreationDateTime", record.since().getEpochSecond());
        node.withObject("/Keys/key").put("S", record.key());
        node.withObject("/NewImage/event").put("S", record.event());
    }

    @Override
    public void close() {
        client.close();
    }
}

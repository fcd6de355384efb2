// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the stream of a table and calls a function with its records, by the rules of Lambda: a
/// function that fails gets the same records again, half of them at first. One that reports
/// failures gets the records again from the first of these.
///
/// Source: AWS Lambda Developer Guide, "Process DynamoDB records with Lambda", "Configuring partial
/// batch response with DynamoDB and Lambda".
public final class StreamMapping implements AutoCloseable {
    /// The most records of one batch.
    public static final int BATCH = 100;

    private static final JsonMapper JSON = new JsonMapper();

    private final DynamoDbStreamsClient client;
    private final String stream;
    private final Map<String, String> done = new HashMap<>();
    private int limit = BATCH;

    /// The function behind the mapping.
    public interface Function {
        /// Returns the answer.
        ///
        /// @throws IOException if the function ends without one
        JsonNode answer(JsonNode event) throws IOException;
    }

    public StreamMapping(Api api, String table) {
        client =
                DynamoDbStreamsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .endpointOverride(SharedDynamoDb.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test")))
                        .build();
        stream =
                api.dynamoDb()
                        .describeTable(r -> r.tableName(api.physicalName(table)))
                        .table()
                        .latestStreamArn();
    }

    /// Calls the function with one batch of each shard.
    ///
    /// @return whether there was a record
    public boolean poll(Function function) {
        var any = false;
        for (var shard :
                client.describeStream(r -> r.streamArn(stream)).streamDescription().shards()) {
            var records = read(shard.shardId());
            any |= !records.isEmpty();
            if (!records.isEmpty()) {
                call(shard.shardId(), records, function);
            }
        }
        return any;
    }

    private List<Record> read(String shard) {
        var after = done.get(shard);
        var iterator =
                client.getShardIterator(r ->
                        r.streamArn(stream)
                                .shardId(shard)
                                .shardIteratorType(
                                        after == null
                                                ? ShardIteratorType.TRIM_HORIZON
                                                : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                .sequenceNumber(after));
        return client.getRecords(r -> r.shardIterator(iterator.shardIterator()).limit(limit))
                .records();
    }

    private void call(String shard, List<Record> records, Function function) {
        JsonNode answer;
        try {
            answer = function.answer(event(records));
        } catch (IOException ended) {
            limit = Math.max(1, records.size() / 2);
            return;
        }
        limit = BATCH;
        var failed = answer.path("batchItemFailures").findValuesAsText("itemIdentifier");
        for (var record : records) {
            var position = record.dynamodb().sequenceNumber();
            if (failed.contains(position)) {
                return;
            }
            done.put(shard, position);
        }
    }

    private static JsonNode event(List<Record> records) {
        var event = JSON.createObjectNode();
        var list = event.putArray("Records");
        for (var record : records) {
            var change = record.dynamodb();
            var node = list.addObject();
            node.put("eventName", record.eventNameAsString()).put("eventSource", "aws:dynamodb");
            var inside = node.putObject("dynamodb");
            inside.put("SequenceNumber", change.sequenceNumber());
            inside.put(
                    "ApproximateCreationDateTime",
                    change.approximateCreationDateTime().getEpochSecond());
            change.keys()
                    .forEach((name, value) ->
                            inside.withObject("/Keys/" + name).put("S", value.s()));
            if (change.hasNewImage()) {
                change.newImage()
                        .forEach((name, value) -> {
                            var image = inside.withObject("/NewImage/" + name);
                            if (value.s() != null) {
                                image.put("S", value.s());
                            } else {
                                image.put("N", value.n());
                            }
                        });
            }
        }
        return event;
    }

    @Override
    public void close() {
        client.close();
    }
}

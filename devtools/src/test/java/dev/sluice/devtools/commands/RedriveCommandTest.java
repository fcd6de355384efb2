// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.devtools.redrive.FakeAws;
import dev.sluice.devtools.store.Endpoint;
import dev.sluice.devtools.store.StoreClient;
import dev.sluice.devtools.testing.SharedDynamoDb;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// `sluice redrive`, with the stream of a real outbox and servers in place of SQS and EventBridge.
class RedriveCommandTest {
    private static SharedDynamoDb dynamoDb;
    private static DynamoDbClient client;

    /// The place of each event in the stream, by number.
    private static List<String> places;

    private static String stream;
    private static String shard;

    private final FakeAws aws = new FakeAws();
    private final String dead = aws.url() + "/123/dead";
    private final String lost = aws.url() + "/123/lost";

    RedriveCommandTest() throws IOException {}

    @BeforeAll
    static void write() throws Exception {
        dynamoDb = SharedDynamoDb.open();
        client = dynamoDb.client();
        client.createTable(r ->
                r.tableName("Events")
                        .keySchema(
                                KeySchemaElement.builder()
                                        .attributeName("key")
                                        .keyType(KeyType.HASH)
                                        .build())
                        .attributeDefinitions(
                                AttributeDefinition.builder()
                                        .attributeName("key")
                                        .attributeType(ScalarAttributeType.S)
                                        .build())
                        .billingMode("PAY_PER_REQUEST")
                        .streamSpecification(s ->
                                s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
        for (int i = 0; i < 6; i++) {
            var number = i;
            client.putItem(r ->
                    r.tableName("Events")
                            .item(
                                    Map.of(
                                            "key", AttributeValue.fromS("k" + number % 2),
                                            "event", AttributeValue.fromS(event(number)))));
        }
        try (var streams = StoreClient.streams(new Endpoint(dynamoDb.endpoint()))) {
            stream = client.describeTable(r -> r.tableName("Events")).table().latestStreamArn();
            shard =
                    streams.describeStream(r -> r.streamArn(stream))
                            .streamDescription()
                            .shards()
                            .getFirst()
                            .shardId();
            var iterator =
                    streams.getShardIterator(r ->
                            r.streamArn(stream).shardId(shard).shardIteratorType("TRIM_HORIZON"));
            places =
                    streams
                            .getRecords(r -> r.shardIterator(iterator.shardIterator()))
                            .records()
                            .stream()
                            .map(record -> record.dynamodb().sequenceNumber())
                            .toList();
        }
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private static String event(int number) {
        return """
        {"specversion":"1.0","id":"%d","source":"shop","type":"OrderPlaced","time":"2026-11-20T12:00:00.000Z"}\
        """
                .formatted(number);
    }

    private static String batch(String shard, String first, String last) {
        return """
        {"requestContext":{"condition":"RetryAttemptsExhausted"},"version":"1.0","DDBStreamBatchInfo":{"shardId":"%s","startSequenceNumber":"%s","endSequenceNumber":"%s","batchSize":3,"streamArn":"%s"}}\
        """
                .formatted(shard, first, last, stream);
    }

    private Console redrive(String... options) {
        var arguments = new ArrayList<>(List.of("redrive", "--dead-letters", dead));
        arguments.addAll(List.of(options));
        return Console.run(arguments.toArray(String[]::new));
    }

    private Console withBatches(String... options) {
        return redrive(
                Stream.concat(
                                Stream.of(
                                        "--yes",
                                        "--lost-batches",
                                        lost,
                                        "--dynamodb",
                                        dynamoDb.endpoint().toString()),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void events_are_delivered_and_deleted_and_refused_ones_stay() {
        IntStream.range(0, 12).forEach(i -> aws.send(dead, event(i)));
        aws.send(dead, "no event");
        aws.send(dead, event(12));

        var run = redrive("--yes", "--rate", "1000");

        assertThat(aws.events())
                .containsExactlyElementsOf(IntStream.range(0, 13).mapToObj(i -> event(i)).toList());
        assertThat(aws.waiting(dead)).containsExactly("no event");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .isEqualToNormalizingNewlines(
                        """
                        Dead letters: about 14 messages.
                        The event of the message m000013 was refused again.
                        Delivered 13 events.
                        """);
        assertThat(run.err())
                .endsWith(
                        "Refused: 1 event. Not read: 0 messages of lost batches. They stay in their queues.%n"
                                .formatted());
    }

    @Test
    void the_events_of_a_lost_batch_are_read_from_the_stream_in_order() {
        aws.send(lost, batch(shard, places.get(1), places.get(4)));

        var run = withBatches();

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(aws.events()).containsExactly(event(1), event(2), event(3), event(4));
        assertThat(aws.waiting(lost)).isEmpty();
        assertThat(run.out())
                .isEqualToNormalizingNewlines(
                        """
                        Dead letters: about 0 messages.
                        Lost batches: about 1 message.
                        Delivered 4 events.
                        """);
    }

    @Test
    void what_the_stream_no_longer_has_and_what_is_no_batch_stays() {
        aws.send(
                lost, batch("shardId-00000001790000000000-00000000", places.get(0), places.get(1)));
        aws.send(lost, "no batch");
        aws.send(lost, batch(shard, places.get(5), places.get(5)));

        var run = withBatches();

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("m000001 names records that the stream no longer has: shardId-0000000179")
                .contains("m000002 names no batch of a stream.");
        assertThat(run.err()).contains("Refused: 0 events. Not read: 2 messages of lost batches.");
        assertThat(aws.events()).containsExactly(event(5));
        assertThat(aws.waiting(lost)).hasSize(2);
    }

    @Test
    void a_refused_event_of_a_batch_becomes_a_dead_letter() {
        aws.fails(event(2), "MalformedDetail");
        aws.send(lost, batch(shard, places.get(1), places.get(3)));

        assertThat(withBatches().exitCode()).isZero();

        assertThat(aws.events()).containsExactly(event(1), event(3));
        assertThat(aws.waiting(dead)).containsExactly(event(2));
        assertThat(aws.waiting(lost)).isEmpty();
    }

    @Test
    void a_bus_that_fails_stops_the_command_and_loses_nothing() {
        IntStream.range(0, 25).forEach(i -> aws.send(dead, event(i)));
        aws.fails(event(14), "ThrottlingException");

        var run = redrive("--yes");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains("did not take an event. 19 events delivered before.")
                .contains("Run the command again after five minutes.");
        assertThat(aws.events()).contains(event(0), event(9), event(13), event(19));
        assertThat(aws.waiting(dead)).contains(event(14), event(24)).doesNotContain(event(3));
    }

    @Test
    void nothing_is_delivered_without_a_yes() {
        aws.send(dead, event(0));

        var dry = redrive("--dry-run");
        assertThat(dry.exitCode()).isZero();
        assertThat(dry.out())
                .isEqualToNormalizingNewlines(
                        """
                        Dead letters: about 1 message.
                        Nothing was delivered: --dry-run.
                        """);
        var unasked = redrive();
        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.err())
                .isEqualToNormalizingNewlines("Nobody can be asked: use --yes, or --dry-run.\n");
        assertThat(aws.events()).isEmpty();
        assertThat(aws.waiting(dead)).hasSize(1);
    }

    @Test
    void wrong_inputs_say_what_is_wrong() {
        assertThat(redrive("--rate", "0").err()).contains("--rate must be above 0.");
        assertThat(redrive("--lost-batches", dead).err()).contains("name the same queue");
        assertThat(redrive("--lost-batches", "LostBatches").err())
                .contains("--lost-batches 'LostBatches' is not the URL of a queue, such as https:");
        assertThat(Console.run("redrive").err()).contains("--dead-letters");
        var closed =
                Console.run("redrive", "--dead-letters", "http://localhost:1/123/dead", "--yes");
        assertThat(closed.exitCode()).isEqualTo(3);
        assertThat(closed.err()).contains("The queue http://localhost:1/123/dead did not answer");
        var none = Console.run("redrive", "--dead-letters", aws.url() + "/123/none", "--yes");
        assertThat(none.exitCode()).isEqualTo(3);
        assertThat(none.err())
                .contains("answered QueueDoesNotExist to GetQueueAttributes: copy its URL");
        assertThat(redrive("--yes").out()).contains("Nothing waits.");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.sluice.devtools.commands.CommandLines;
import dev.sluice.devtools.emulator.Moto;
import dev.sluice.devtools.emulator.NotInstalledException;
import dev.sluice.internal.events.AwsConnection;
import dev.sluice.internal.events.AwsJsonClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// `sluice redrive` with the queues and the event bus of moto, whose rule puts events into another
/// queue.
class RedriveIT {
    private static final JsonMapper JSON = new JsonMapper();

    private static Moto moto;
    private static AwsConnection aws;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        try {
            moto = Moto.start();
        } catch (NotInstalledException e) {
            throw new TestAbortedException(e.getMessage(), e);
        }
        aws =
                new AwsConnection(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")),
                        "us-east-1",
                        moto.url());
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    private static JsonNode sqs(String operation, Map<String, ?> request) throws IOException {
        return send(aws.sqs(moto.url().toString(), operation), request);
    }

    private static void events(String operation, Map<String, ?> request) throws IOException {
        send(
                new AwsJsonClient(
                        aws.http(),
                        aws.credentials(),
                        aws.region(),
                        moto.url(),
                        "events",
                        "AWSEvents." + operation,
                        "application/x-amz-json-1.1"),
                request);
    }

    private static JsonNode send(AwsJsonClient client, Map<String, ?> request) throws IOException {
        var reply = client.send(JSON.valueToTree(request));
        assertThat(reply.error()).isNull();
        return reply.body();
    }

    private static String queue(String name) throws IOException {
        return sqs("CreateQueue", Map.of("QueueName", name)).required("QueueUrl").asText();
    }

    @Test
    void events_reach_the_readers_of_the_bus_once_and_refused_ones_stay() throws Exception {
        var dead = queue("dead");
        var taken = queue("taken");
        events("PutRule", Map.of("Name", "all", "EventPattern", "{\"source\": [\"shop\"]}"));
        var target = Map.of("Id", "1", "Arn", "arn:aws:sqs:us-east-1:123456789012:taken");
        events("PutTargets", Map.of("Rule", "all", "Targets", List.of(target)));
        for (int i = 0; i < 12; i++) {
            var event =
                    """
                    {"specversion":"1.0","id":"e%d","source":"shop","type":"OrderPlaced","time":"2026-11-20T12:00:00.000Z"}\
                    """
                            .formatted(i);
            sqs("SendMessage", Map.of("QueueUrl", dead, "MessageBody", event));
        }
        sqs("SendMessage", Map.of("QueueUrl", dead, "MessageBody", "poison"));

        var out = new StringWriter();
        var code =
                CommandLines.create()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(new StringWriter(), true))
                        .execute("redrive", "--dead-letters", dead, "--yes");

        assertThat(code).isEqualTo(3);
        assertThat(out.toString()).contains("about 13 messages.", "Delivered 12 events.");
        assertThat(counts(dead)).containsExactly(0, 1);
        assertThat(counts(taken)).containsExactly(12, 0);
        var ids = new TreeSet<String>();
        for (int i = 0; i < 12; i++) {
            var message = sqs("ReceiveMessage", Map.of("QueueUrl", taken)).at("/Messages/0/Body");
            ids.add(JSON.readTree(message.asText()).at("/detail/id").asText());
        }
        assertThat(ids)
                .isEqualTo(new TreeSet<>(IntStream.range(0, 12).mapToObj(i -> "e" + i).toList()));
    }

    /// Returns how many messages are visible, and how many hidden.
    private static List<Integer> counts(String queue) throws IOException {
        var names = List.of("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible");
        var attributes =
                sqs("GetQueueAttributes", Map.of("QueueUrl", queue, "AttributeNames", names))
                        .required("Attributes");
        return names.stream().map(name -> attributes.required(name).asInt()).toList();
    }
}

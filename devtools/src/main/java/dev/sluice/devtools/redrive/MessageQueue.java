// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.store.FirstLine;
import dev.sluice.internal.events.AwsConnection;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A queue of Amazon SQS.
///
/// Source: Amazon SQS API Reference.
///
/// @param url names the queue
public record MessageQueue(AwsConnection aws, String url) {
    /// The most messages of one request.
    static final int MOST_MESSAGES = 10;

    /// How long a request waits for a message. Without it, SQS asks only some of its servers.
    private static final Duration WAIT = Duration.ofSeconds(2);

    /// @param receipt names this reception of the message
    record Message(String id, String receipt, Instant sent, String body) {}

    /// Returns about how many messages can be received.
    public long size() {
        var request = request();
        request.putArray("AttributeNames").add("ApproximateNumberOfMessages");
        return send("GetQueueAttributes", request)
                .at("/Attributes/ApproximateNumberOfMessages")
                .asLong();
    }

    /// Returns the next messages, the oldest first, or none if there are none.
    ///
    /// @param hidden how long nobody else receives them
    List<Message> receive(int most, Duration hidden) {
        var request =
                request()
                        .put("MaxNumberOfMessages", most)
                        .put("VisibilityTimeout", hidden.toSeconds())
                        .put("WaitTimeSeconds", WAIT.toSeconds());
        request.putArray("MessageSystemAttributeNames").add("SentTimestamp");
        var messages = new ArrayList<Message>();
        for (var message : send("ReceiveMessage", request).path("Messages")) {
            messages.add(
                    new Message(
                            message.path("MessageId").asText(),
                            message.path("ReceiptHandle").asText(),
                            Instant.ofEpochMilli(message.at("/Attributes/SentTimestamp").asLong()),
                            message.path("Body").asText()));
        }
        messages.sort(Comparator.comparing(Message::sent));
        return messages;
    }

    void delete(Message message) {
        send("DeleteMessage", request().put("ReceiptHandle", message.receipt()));
    }

    private ObjectNode request() {
        return JsonNodeFactory.instance.objectNode().put("QueueUrl", url);
    }

    private JsonNode send(String operation, ObjectNode request) {
        try {
            var reply = aws.sqs(url, operation).send(request);
            if (reply.error() != null) {
                throw Failure.environment(
                        "The queue %s answered %s to %s: %s"
                                .formatted(url, reply.error(), operation, fix(reply.error())));
            }
            return reply.body();
        } catch (IOException | SdkException e) {
            throw Failure.environment(
                    "The queue %s did not answer: %s".formatted(url, FirstLine.of(e)));
        }
    }

    private static String fix(String error) {
        return error.contains("QueueDoesNotExist") || error.contains("NonExistentQueue")
                ? "copy its URL from the outputs of the events' stack."
                : "your credentials need sqs:GetQueueAttributes, sqs:ReceiveMessage, sqs:DeleteMessage and sqs:SendMessage.";
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.sluice.internal.recording.Redacted;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.IOException;

/// A queue of Amazon SQS. The body of a message is the whole event.
///
/// Source: Amazon SQS API Reference, "SendMessage".
record DeadLetterQueue(AwsJsonClient client, String url) implements DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterQueue.class);

    @Override
    public boolean keep(String event) {
        var message =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("QueueUrl", url)
                        .put("MessageBody", event);
        try {
            var error = client.send(message).error();
            if (error != null) {
                LOG.error("The dead-letter queue answered {}", error);
            }
            return error == null;
        } catch (IOException | SdkException e) {
            LOG.error("The dead-letter queue did not answer", Redacted.of(e));
            return false;
        }
    }
}

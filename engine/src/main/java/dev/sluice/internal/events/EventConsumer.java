// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.events;

import com.fasterxml.jackson.databind.json.JsonMapper;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/// Delivers the batches that Lambda reads from the outbox and from the dead-letter queue.
public final class EventConsumer {
    /// The stream keeps an event for 24 hours. What is left of them is for the dead letters.
    private static final Duration PATIENCE = Duration.ofHours(6);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final JsonMapper JSON = new JsonMapper();

    private final EventDelivery delivery;
    private final DeadLetters dead;

    /// @param environment `SLUICE_EVENT_BUS`, the name or ARN of the bus, and
    ///   `SLUICE_DEAD_LETTERS`, the URL of the queue; `AWS_ENDPOINT_URL` replaces AWS
    /// @throws NullPointerException if a variable is absent
    public static EventConsumer of(Map<String, String> environment) {
        return of(environment, DefaultCredentialsProvider.builder().build(), PAUSE);
    }

    static EventConsumer of(
            Map<String, String> environment, AwsCredentialsProvider credentials, Duration pause) {
        var emulator = environment.get("AWS_ENDPOINT_URL");
        var aws =
                new AwsConnection(
                        credentials,
                        variable(environment, "AWS_REGION"),
                        emulator == null ? null : URI.create(emulator));
        return new EventConsumer(
                aws.bus(variable(environment, "SLUICE_EVENT_BUS")),
                aws.queue(variable(environment, "SLUICE_DEAD_LETTERS")),
                pause,
                InstantSource.system());
    }

    EventConsumer(EventTarget target, DeadLetters dead, Duration pause, InstantSource clock) {
        this.delivery = new EventDelivery(target, PATIENCE, pause, clock);
        this.dead = dead;
    }

    private static String variable(Map<String, String> environment, String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }

    /// Answers with the events that Lambda must send again.
    public void consume(InputStream event, OutputStream answer) throws IOException {
        var batch = EventBatch.of(JSON.readTree(event));
        var reply = JSON.createObjectNode();
        var failures = reply.putArray("batchItemFailures");
        delivery.deliver(batch.records(), batch.ofQueue() ? null : dead)
                .forEach(position -> failures.addObject().put("itemIdentifier", position));
        JSON.writeValue(answer, reply);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.redrive;

import dev.sluice.devtools.failure.Failure;
import dev.sluice.devtools.scan.Pace;
import dev.sluice.devtools.wording.Quantity;
import dev.sluice.internal.events.DeadLetters;
import dev.sluice.internal.events.EventDelivery;
import dev.sluice.internal.events.EventTarget;
import dev.sluice.internal.events.OutboxRecord;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;

/// Delivers dead letters, and deletes each message after its events were delivered. So a run that
/// ends early loses no event. The next one delivers some again, with the same ids.
public final class Redrive {
    /// Longer than the delivery of one request of messages, with its attempts, takes. A message
    /// that was not delivered can be received again after this time.
    private static final Duration HIDDEN = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final PacedTarget target;
    private final EventDelivery delivery;
    private final PrintWriter out;
    private int delivered;

    /// @param pace of events
    public Redrive(EventTarget target, Pace pace, PrintWriter out) {
        this.target = new PacedTarget(target, pace);
        this.delivery =
                new EventDelivery(
                        this.target,
                        // No event is given up for its age.
                        Duration.ofDays(365),
                        PAUSE,
                        InstantSource.system());
        this.out = out;
    }

    /// Returns the number of events that were delivered.
    public int delivered() {
        return delivered;
    }

    /// Delivers the events of a queue whose messages are events.
    ///
    /// @return the number of events that were refused, and stay in the queue
    /// @throws Failure if the target fails
    public int events(MessageQueue queue) {
        var refused = 0;
        while (true) {
            var messages = queue.receive(MessageQueue.MOST_MESSAGES, HIDDEN);
            if (messages.isEmpty()) {
                return refused;
            }
            var records =
                    messages.stream()
                            .map(message ->
                                    new OutboxRecord(
                                            message.id(),
                                            message.id(),
                                            message.sent(),
                                            message.body()))
                            .toList();
            var left = new HashSet<>(deliver(records, null));
            for (var message : messages) {
                if (!left.contains(message.id())) {
                    queue.delete(message);
                }
            }
            requireAnswers();
            left.forEach(id -> out.printf("The event of the message %s was refused again.%n", id));
            refused += left.size();
        }
    }

    /// Delivers the events of the batches that a queue names, from their streams.
    ///
    /// @param dead where refused events go
    /// @return the number of batches that could not be read, and stay in the queue
    /// @throws Failure if the target fails
    public int batches(MessageQueue queue, DynamoDbStreamsClient streams, DeadLetters dead) {
        var unread = 0;
        while (true) {
            var messages = queue.receive(1, HIDDEN);
            if (messages.isEmpty()) {
                return unread;
            }
            var message = messages.getFirst();
            var batch = LostBatch.of(message.body());
            var events = batch == null ? null : batch.read(streams);
            if (events == null) {
                out.printf(
                        "The message %s %s%n",
                        message.id(),
                        batch == null
                                ? "names no batch of a stream."
                                : "names records that the stream no longer has: %s, from %s to %s."
                                        .formatted(batch.shard(), batch.first(), batch.last()));
                unread++;
                continue;
            }
            var left = deliver(events, dead);
            requireAnswers();
            if (!left.isEmpty()) {
                throw Failure.environment(
                        "The queue of the dead letters did not take an event that was refused.");
            }
            queue.delete(message);
        }
    }

    private List<String> deliver(List<OutboxRecord> records, @Nullable DeadLetters dead) {
        var before = target.delivered();
        var left = delivery.deliver(records, dead);
        delivered += target.delivered() - before;
        return left;
    }

    private void requireAnswers() {
        if (target.hasFailed()) {
            throw Failure.environment(
                    "The event bus did not take an event. %s delivered before. Run the command again after five minutes."
                            .formatted(Quantity.of(delivered, "event")));
        }
    }
}

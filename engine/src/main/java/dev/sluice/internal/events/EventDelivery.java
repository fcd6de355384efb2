// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.events;

import dev.sluice.internal.events.EventTarget.Outcome;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Delivers events, each at least once, and those of one key in order.
///
/// Several events are sent at once, but never two of one key. An event that the target refuses goes
/// to the dead letters, so that it does not stop the ones behind it. If the target fails,
/// everything from the first event that failed is left to the next attempt of the caller: some of
/// it may then be delivered a second time. An event that fails for longer than `patience` is a dead
/// letter, too.
public final class EventDelivery {
    /// Half of what a request of EventBridge can have, because JSON escapes some characters.
    private static final int MOST_CHARACTERS = 120_000;

    private static final int ATTEMPTS = 3;
    private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);

    private final EventTarget target;
    private final Duration patience;
    private final Duration pause;
    private final InstantSource clock;

    /// @param pause before the second attempt, and twice before the third
    public EventDelivery(
            EventTarget target, Duration patience, Duration pause, InstantSource clock) {
        this.target = target;
        this.patience = patience;
        this.pause = pause;
        this.clock = clock;
    }

    /// Returns the positions of the events that were not delivered, in order.
    ///
    /// @param records in the order in which they happened
    /// @param dead null if the events are dead letters already, and stay where they are
    public List<String> deliver(List<OutboxRecord> records, @Nullable DeadLetters dead) {
        var undelivered = new ArrayList<String>();
        var from = 0;
        while (from < records.size()) {
            var end = end(records, from);
            var failed = send(records.subList(from, end), dead, undelivered);
            if (!failed.isEmpty()) {
                var first = records.indexOf(failed.getFirst());
                records.subList(first, records.size())
                        .forEach(record -> undelivered.add(record.position()));
                return undelivered;
            }
            from = end;
        }
        return undelivered;
    }

    /// Returns the end of the events that can be sent at once.
    private static int end(List<OutboxRecord> records, int from) {
        var keys = new HashSet<String>();
        var characters = 0;
        var end = from;
        while (end < records.size() && end - from < EventTarget.MOST_EVENTS) {
            var record = records.get(end);
            characters += record.event().length();
            if (!keys.add(record.key()) || (end > from && characters > MOST_CHARACTERS)) {
                break;
            }
            end++;
        }
        return end;
    }

    /// Returns the events that failed and may be delivered later.
    private List<OutboxRecord> send(
            List<OutboxRecord> records, @Nullable DeadLetters dead, List<String> undelivered) {
        var left = records;
        for (int attempt = 1; ; attempt++) {
            left = sendOnce(left, dead, undelivered);
            if (left.isEmpty() || attempt == ATTEMPTS) {
                break;
            }
            pause(attempt);
        }
        return left.stream().filter(record -> !isGivenUp(record, dead)).toList();
    }

    private List<OutboxRecord> sendOnce(
            List<OutboxRecord> records, @Nullable DeadLetters dead, List<String> undelivered) {
        var outcomes = target.send(records.stream().map(OutboxRecord::event).toList());
        var failed = new ArrayList<OutboxRecord>();
        for (int i = 0; i < records.size(); i++) {
            var record = records.get(i);
            switch (outcomes.get(i)) {
                case Outcome.DELIVERED -> {}
                case Outcome.FAILED -> failed.add(record);
                case Outcome.REFUSED -> {
                    LOG.error("The event {} was refused", record.position());
                    if (dead == null) {
                        undelivered.add(record.position());
                    } else if (!dead.keep(record.event())) {
                        failed.add(record);
                    }
                }
            }
        }
        return failed;
    }

    private boolean isGivenUp(OutboxRecord record, @Nullable DeadLetters dead) {
        return dead != null
                && record.since().plus(patience).isBefore(clock.instant())
                && dead.keep(record.event());
    }

    private void pause(int attempt) {
        try {
            Thread.sleep(pause.multipliedBy(attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.policy.Deadline;
import dev.sluice.policy.Refusal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/// Waits before writes that were not applied are sent again: a random time, below a bound that
/// doubles with each attempt from 50 to 800 milliseconds.
final class Backoff {
    private static final Logger LOG = LoggerFactory.getLogger(Backoff.class);

    /// After these many conflicts with other writes the writes are given up.
    static final int MAX_CONFLICTS = 5;

    /// As for reads.
    static final int MAX_THROTTLES = 2;

    private static final long FIRST_MILLIS = 50;
    private static final int DOUBLINGS = 4;

    private final Deadline deadline;
    private final RetryBudget budget;
    private final boolean patient;
    private int conflicts;
    private int throttles;

    /// @param budget of what is sent again because of too much load
    /// @param patient whether conflicts are waited out until the deadline
    Backoff(Deadline deadline, RetryBudget budget, boolean patient) {
        this.deadline = deadline;
        this.budget = budget;
        this.patient = patient;
    }

    /// @throws Refusal THROTTLED where there is to be no further attempt
    void conflicted(RuntimeException failure) throws InterruptedException {
        conflicts++;
        pause(patient || conflicts <= MAX_CONFLICTS, failure);
    }

    /// @throws Refusal THROTTLED where there is to be no further attempt
    void throttled(RuntimeException failure) throws InterruptedException {
        throttles++;
        pause(throttles <= MAX_THROTTLES && budget.spend(), failure);
    }

    private void pause(boolean again, RuntimeException failure) throws InterruptedException {
        int doublings = Math.min(DOUBLINGS, conflicts + throttles - 1);
        var bound = FIRST_MILLIS << doublings;
        var delay = Jitter.upTo(Duration.ofMillis(bound));
        if (!again || deadline.remaining().compareTo(delay.plus(Wire.WRITE_TIME)) < 0) {
            LOG.warn("Writes were given up: {}", Failures.detail(failure));
            throw Failures.throttled();
        }
        Thread.sleep(delay);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import dev.sluice.internal.policy.Deadline;

import java.time.Duration;

/// Waits before writes are sent again: a random time, below a bound that doubles with each attempt
/// from 50 to 800 milliseconds.
public final class Backoff {
    /// After these many conflicts with other writes the writes are given up.
    static final int MAX_CONFLICTS = 5;

    /// As for reads.
    static final int MAX_FAILURES = 2;

    /// With less time left no write is begun, as its answer might come too late.
    public static final Duration WRITE_TIME = Duration.ofMillis(300);

    private static final long FIRST_MILLIS = 50;
    private static final int DOUBLINGS = 4;

    private final Deadline deadline;
    private final RetryBudget budget;
    private final boolean patient;
    private int conflicts;
    private int failures;

    /// @param budget of what is sent again because of too much load or a failure
    /// @param patient whether conflicts are waited out until the deadline
    public Backoff(Deadline deadline, RetryBudget budget, boolean patient) {
        this.deadline = deadline;
        this.budget = budget;
        this.patient = patient;
    }

    /// Waits before another attempt.
    ///
    /// @return false where there is to be none
    public boolean pause(WriteFailure.Kind failure) throws InterruptedException {
        var again =
                switch (failure) {
                    case CONFLICT, IN_PROGRESS -> ++conflicts <= MAX_CONFLICTS || patient;
                    case THROTTLED, UNCONNECTED, LOST ->
                            ++failures <= MAX_FAILURES && budget.spend();
                    case REJECTED, INTERRUPTED -> false;
                };
        int doublings = Math.min(DOUBLINGS, Math.max(0, conflicts + failures - 1));
        var delay = Jitter.upTo(Duration.ofMillis(FIRST_MILLIS << doublings));
        if (!again || deadline.remaining().compareTo(delay.plus(WRITE_TIME)) < 0) {
            return false;
        }
        Thread.sleep(delay);
        return true;
    }
}

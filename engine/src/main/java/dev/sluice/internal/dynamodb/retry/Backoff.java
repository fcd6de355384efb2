// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import dev.sluice.internal.policy.Deadline;

import java.time.Duration;

/// Waits before writes are sent again: a random time, below a bound that starts at 50 milliseconds
/// and doubles with each attempt up to 800 milliseconds.
public final class Backoff {
    /// The number of retries after conflicts with other writes.
    static final int MAX_CONFLICTS = 5;

    /// The same number of retries as for reads.
    static final int MAX_FAILURES = 2;

    /// With less time left, no write is sent, because its answer might come too late.
    public static final Duration WRITE_TIME = Duration.ofMillis(300);

    private static final long FIRST_MILLIS = 50;
    private static final int DOUBLINGS = 4;

    private final Deadline deadline;
    private final RetryBudget budget;
    private final boolean patient;
    private int conflicts;
    private int failures;

    /// @param budget limits retries after throttling or a failure
    /// @param patient whether to retry conflicts until the deadline
    public Backoff(Deadline deadline, RetryBudget budget, boolean patient) {
        this.deadline = deadline;
        this.budget = budget;
        this.patient = patient;
    }

    /// Waits before the next attempt.
    ///
    /// @return false, without waiting, if there is no next attempt
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

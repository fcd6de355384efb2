// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import dev.sluice.internal.policy.Deadline;

import software.amazon.awssdk.retries.api.RetryToken;

import java.time.Duration;

/// The attempts of one operation: a read, a write, or a transaction. `RetryPolicy` decides what
/// follows a failure. One thread uses it.
public final class Attempts {
    private final RetryPolicy policy;
    private final RetryPolicy.Sending sending;
    private final Deadline deadline;
    private RetryToken token;
    private int failures;
    private int conflicts;
    private int continuations;

    Attempts(RetryPolicy policy, RetryPolicy.Sending sending, Deadline deadline) {
        this.policy = policy;
        this.sending = sending;
        this.deadline = deadline;
        this.token = policy.begin();
    }

    /// Returns how long the next attempt may take as a whole.
    public Duration timeout() {
        return RetryPolicy.timeout(sending, failures, deadline.remaining());
    }

    /// Returns whether enough time is left to send something.
    public boolean isInTime() {
        var remaining = deadline.remaining();
        return sending.isWrite()
                ? remaining.compareTo(RetryPolicy.WRITE_TIME) >= 0
                : remaining.isPositive();
    }

    /// Decides whether to send the operation again. If so, waits.
    ///
    /// @return false, without waiting, if there is no next attempt
    public boolean again(FailureKind kind) {
        int earlier = kind.isConflict() ? conflicts : failures;
        var delay = RetryPolicy.delay(kind, failures + conflicts);
        if (earlier >= RetryPolicy.most(kind, sending) || !hasTime(delay)) {
            return false;
        }
        var paid = policy.spend(token);
        if (paid == null) {
            return false;
        }
        token = paid;
        if (kind.isConflict()) {
            conflicts++;
        } else {
            failures++;
        }
        return pause(delay);
    }

    /// Waits before the rest of a batch is requested, of which DynamoDB processed a part.
    ///
    /// @return false, without waiting, if too little time is left
    public boolean continues() {
        var delay = RetryPolicy.delay(FailureKind.CONFLICT, continuations++);
        return hasTime(delay) && pause(delay);
    }

    /// DynamoDB answered. What the retry took goes back into the budget.
    public void answered() {
        policy.succeeded(token);
        token = policy.begin();
    }

    private boolean hasTime(Duration delay) {
        var needed = sending.isWrite() ? delay.plus(RetryPolicy.WRITE_TIME) : delay;
        return deadline.remaining().compareTo(needed) >= 0;
    }

    private static boolean pause(Duration delay) {
        try {
            Thread.sleep(delay);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

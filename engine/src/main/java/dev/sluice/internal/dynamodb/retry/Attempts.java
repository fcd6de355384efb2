// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import dev.sluice.internal.policy.Deadline;

import software.amazon.awssdk.retries.api.RetryToken;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The attempts of one operation: a read, a write, or a transaction. `RetryPolicy` decides what
/// follows a failure. One thread uses it.
public final class Attempts {
    private final RetryPolicy policy;
    private final RetryPolicy.Sending sending;
    private final Deadline deadline;
    private RetryToken token;
    private final boolean isRepeat;
    private Duration delay;
    private int failures;
    private int conflicts;
    private int continuations;

    Attempts(RetryPolicy policy, RetryPolicy.Sending sending, Deadline deadline) {
        this(policy, sending, deadline, policy.begin(), 0, Duration.ZERO, false);
    }

    private Attempts(
            RetryPolicy policy,
            RetryPolicy.Sending sending,
            Deadline deadline,
            RetryToken token,
            int failures,
            Duration delay,
            boolean isRepeat) {
        this.policy = policy;
        this.sending = sending;
        this.deadline = deadline;
        this.token = token;
        this.failures = failures;
        this.delay = delay;
        this.isRepeat = isRepeat;
    }

    /// Returns the attempts of a request that the bound of the GraphQL request does not count: a
    /// part of a batch that was divided before it was sent.
    public Attempts beyondBound() {
        return new Attempts(policy, sending, deadline, token, failures, delay, true);
    }

    /// Returns whether the request is a batch over several tables, of which one may be the cause of
    /// the failure.
    public boolean isDivisible(FailureKind kind, List<String> tables) {
        return !sending.isWrite() && tables.size() > 1 && kind.isOfOneTable();
    }

    /// Returns the attempts of the tables of a batch that failed, for each that is read again. Each
    /// takes a retry from the budget.
    ///
    /// @return empty if no table is read again
    public Map<String, Attempts> divided(FailureKind kind, List<String> tables) {
        var next = RetryPolicy.delay(kind, failures + conflicts);
        var divided = new HashMap<String, Attempts>();
        if (failures < RetryPolicy.MOST_AFTER_FAILURES && hasTime(next)) {
            for (var table : tables) {
                var paid = policy.spend(policy.begin());
                if (paid != null) {
                    divided.put(
                            table,
                            new Attempts(
                                    policy, sending, deadline, paid, failures + 1, next, true));
                }
            }
        }
        return divided;
    }

    public boolean isWrite() {
        return sending.isWrite();
    }

    /// Waits before the first attempt, if there is something to wait for.
    public void begin() {
        if (delay.isPositive()) {
            pause(delay);
            delay = Duration.ZERO;
        }
    }

    /// Returns whether already the first attempt repeats a part of an earlier request.
    public boolean isRepeat() {
        return isRepeat;
    }

    /// Returns how long the next attempt may take as a whole.
    public Duration timeout() {
        return RetryPolicy.timeout(sending, failures, deadline);
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

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import dev.sluice.internal.policy.Deadline;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

import java.io.Serial;
import java.time.Duration;

/// Decides whether a request to DynamoDB is sent again, and when. Nothing else decides it: the SDK
/// sends each request once.
///
/// | What happened | Sent again, at most | After a random time below |
/// |---|---|---|
/// | DynamoDB throttled it, or processed no key of a batch | 2 times | 200 ms, then 400 ms |
/// | It had no connection, the server failed, or no complete reply came | 2 times | 50 ms, then 100 ms |
/// | Another write of the same item is in progress | 5 times; 10 times with a `clientRequestToken` | 50 ms, doubling up to 800 ms |
/// | Anything else, or too little time | never | |
///
/// A single write is sent again only if DynamoDB certainly did not apply it.
///
/// Every request that is sent again takes from one budget, which all requests of the instance
/// share. It is the token bucket of the SDK's standard retry strategy: 500 tokens, of which a retry
/// takes 5, and a success gives back what its retry took, at least 1. So if every request fails, at
/// most 100 are sent again, however many there are.
///
/// A batch over several tables that was throttled, refused or lost is read again table by table, so
/// that one table does not take the others along. Each of these requests is a retry.
///
/// A request for the rest of a batch of which DynamoDB processed a part is not a retry. It takes
/// nothing from the budget, but waits as after a conflict.
public final class RetryPolicy {
    /// With less time left, no write is sent, because its answer might come too late.
    public static final Duration WRITE_TIME = Duration.ofMillis(300);

    static final int MOST_AFTER_FAILURES = 2;
    private static final int MOST_AFTER_CONFLICTS = 5;
    private static final int MOST_WITH_TOKEN = 10;

    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration FIRST_WHEN_BUSY = Duration.ofMillis(200);
    private static final int DOUBLINGS = 4;

    private static final String SCOPE = "dynamodb";

    /// The SDK takes 5 tokens for throttling, and 14 for all else since its version of 2026.
    private final RetryStrategy budget =
            StandardRetryStrategy.builder()
                    .maxAttempts(Integer.MAX_VALUE)
                    .retryOnException(_ -> true)
                    .treatAsThrottling(_ -> true)
                    .backoffStrategy(BackoffStrategy.retryImmediately())
                    .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                    .build();

    /// What is sent, which decides what may be sent again.
    public enum Sending {
        READ,
        /// The charge of a caller. It is sent once, because a setting decides what happens if it
        /// fails.
        CHARGE,
        /// One write by its own operation. Sent twice, it may be applied twice.
        WRITE,
        /// A transaction, which DynamoDB recognizes by its token.
        TRANSACTION,
        /// A transaction with an idempotency record. A conflict may be the same request in flight.
        IDEMPOTENT_TRANSACTION;

        boolean isWrite() {
            return this != READ && this != CHARGE;
        }
    }

    /// Returns the attempts of one operation.
    public Attempts attempts(Sending sending, Deadline deadline) {
        return new Attempts(this, sending, deadline);
    }

    /// Returns how often an operation that failed this way is sent again, at most.
    static int most(FailureKind kind, Sending sending) {
        if (sending == Sending.CHARGE || (sending == Sending.WRITE && kind.mayBeApplied())) {
            return 0;
        }
        return switch (kind) {
            case THROTTLED, UNPROCESSED, UNCONNECTED, LOST -> MOST_AFTER_FAILURES;
            case CONFLICT, IN_PROGRESS ->
                    sending == Sending.IDEMPOTENT_TRANSACTION
                            ? MOST_WITH_TOKEN
                            : MOST_AFTER_CONFLICTS;
            case REJECTED, TOO_LATE, BLOCKED, ENDED -> 0;
        };
    }

    /// Returns a random time to wait.
    ///
    /// @param earlier how often the operation waited already
    static Duration delay(FailureKind kind, int earlier) {
        return switch (kind) {
            case THROTTLED, UNPROCESSED -> delay(FIRST_WHEN_BUSY, earlier);
            case UNCONNECTED, LOST, CONFLICT, IN_PROGRESS, REJECTED, TOO_LATE, BLOCKED, ENDED ->
                    delay(FIRST, earlier);
        };
    }

    private static Duration delay(Duration first, int earlier) {
        return Jitter.upTo(first.multipliedBy(1L << Math.min(DOUBLINGS, earlier)));
    }

    /// Returns how long one attempt may take as a whole. A single write gets all the time that is
    /// left, because it is not sent again.
    ///
    /// @param failures how many attempts failed already
    static Duration timeout(Sending sending, int failures, Deadline deadline) {
        return sending == Sending.WRITE
                ? deadline.remaining()
                : deadline.share(Math.max(1, 1 + MOST_AFTER_FAILURES - failures));
    }

    RetryToken begin() {
        return budget.acquireInitialToken(AcquireInitialTokenRequest.create(SCOPE)).token();
    }

    /// Takes a retry from the budget.
    ///
    /// @return null if the budget is used up
    @Nullable RetryToken spend(RetryToken token) {
        try {
            return budget.refreshRetryToken(
                            RefreshRetryTokenRequest.builder()
                                    .token(token)
                                    .failure(new FailedException())
                                    .build())
                    .token();
        } catch (TokenAcquisitionFailedException usedUp) {
            return null;
        }
    }

    void succeeded(RetryToken token) {
        budget.recordSuccess(RecordSuccessRequest.create(token));
    }

    /// The strategy wants an exception. Which one does not matter, because the table decides.
    private static final class FailedException extends RuntimeException {
        @Serial private static final long serialVersionUID = 1L;

        FailedException() {
            super(null, null, false, false);
        }
    }
}

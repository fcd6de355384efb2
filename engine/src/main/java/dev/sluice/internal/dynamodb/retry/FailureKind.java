// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

/// How one attempt to send a request failed. `RetryPolicy` has what follows.
public enum FailureKind {
    /// Another write of one of the items is in progress.
    CONFLICT,
    /// An earlier attempt of the same transaction is in progress.
    IN_PROGRESS,
    /// DynamoDB throttled it.
    THROTTLED,
    /// DynamoDB processed no key of a batch.
    UNPROCESSED,
    /// There was no connection to send it on, or DynamoDB did not accept the time of the request.
    UNCONNECTED,
    /// Too little time was left, so it was not sent.
    TOO_LATE,
    /// A circuit breaker is open, so it was not sent.
    BLOCKED,
    /// Another attempt would get the same answer.
    REJECTED,
    /// It was sent, and no reply came that can be trusted.
    LOST,
    /// As `LOST`, but another attempt makes no sense: the wave has ended, there is no room for the
    /// reply, or the engine has failed.
    ENDED;

    /// Returns whether DynamoDB applied the writes, or may still apply them.
    public boolean mayBeApplied() {
        return switch (this) {
            case IN_PROGRESS, LOST, ENDED -> true;
            case CONFLICT, THROTTLED, UNPROCESSED, UNCONNECTED, TOO_LATE, BLOCKED, REJECTED ->
                    false;
        };
    }

    /// Returns whether one table of a batch may be the cause, so that the others can be read.
    boolean isOfOneTable() {
        return switch (this) {
            case THROTTLED, REJECTED, LOST -> true;
            case CONFLICT, IN_PROGRESS, UNPROCESSED, UNCONNECTED, TOO_LATE, BLOCKED, ENDED -> false;
        };
    }

    boolean isConflict() {
        return this == CONFLICT || this == IN_PROGRESS;
    }
}

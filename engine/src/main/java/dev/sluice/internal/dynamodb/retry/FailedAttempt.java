// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import dev.sluice.internal.breaker.Outcome;
import dev.sluice.internal.policy.Refusal;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

/// One attempt to send a request that got no answer, or not the expected one.
public record FailedAttempt(RuntimeException cause, FailureKind kind) {

    public static FailedAttempt of(RuntimeException cause) {
        return new FailedAttempt(cause, kind(cause));
    }

    private static FailureKind kind(RuntimeException cause) {
        return switch (cause) {
            case Refusal _ -> FailureKind.ENDED;
            case UnsentException unsent -> kind(unsent);
            case BlockedException _ -> FailureKind.BLOCKED;
            case UntrustedReplyException _ -> FailureKind.LOST;
            case TransactionInProgressException _ -> FailureKind.IN_PROGRESS;
            case TransactionConflictException _ -> FailureKind.CONFLICT;
            case TransactionCanceledException cancelled -> Cancellation.kind(cancelled);
            case AwsServiceException service -> kind(service);
            default -> {
                if (isCausedBy(cause, ConnectException.class, UnknownHostException.class)) {
                    yield FailureKind.UNCONNECTED;
                }
                var isOfTheWire =
                        cause instanceof SdkException || isCausedBy(cause, IOException.class);
                yield isOfTheWire && !isEnded(cause) ? FailureKind.LOST : FailureKind.ENDED;
            }
        };
    }

    private static FailureKind kind(UnsentException unsent) {
        var cause = unsent.getCause();
        return cause == null || isEnded(cause) ? FailureKind.TOO_LATE : FailureKind.UNCONNECTED;
    }

    /// A refusal is trusted if it has a DynamoDB code. A proxy in front of DynamoDB also answers
    /// with HTTP statuses.
    private static FailureKind kind(AwsServiceException service) {
        var details = service.awsErrorDetails();
        if (service.statusCode() >= 500 || details == null || details.errorCode() == null) {
            return FailureKind.LOST;
        }
        if (Failures.isReplicationConflict(service)) {
            return FailureKind.CONFLICT;
        }
        if (service.isClockSkewException()) {
            return FailureKind.UNCONNECTED;
        }
        return Failures.isThrottling(service) ? FailureKind.THROTTLED : FailureKind.REJECTED;
    }

    /// The thread was interrupted, because nobody waits for the answer any more.
    private static boolean isEnded(Throwable failure) {
        return isCausedBy(failure, AbortedException.class, InterruptedException.class);
    }

    private static boolean isCausedBy(Throwable failure, Class<?>... causes) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            for (var each : causes) {
                if (each.isInstance(cause)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Returns what the attempt showed about its tables.
    ///
    /// @param given the time that it had
    /// @param began the start, from `System.nanoTime`
    public Outcome outcome(Duration given, long began) {
        return switch (kind) {
            case CONFLICT, IN_PROGRESS, THROTTLED, UNPROCESSED, REJECTED -> Outcome.ANSWERED;
            case TOO_LATE, BLOCKED -> Outcome.UNDECIDED;
            case UNCONNECTED ->
                    cause instanceof AwsServiceException ? Outcome.ANSWERED : Outcome.FAILED;
            case LOST -> isSilence() ? Outcome.ofSilence(given, began) : Outcome.FAILED;
            case ENDED -> isEnded(cause) ? Outcome.ofSilence(given, began) : Outcome.UNDECIDED;
        };
    }

    private boolean isSilence() {
        return isCausedBy(
                cause,
                ApiCallTimeoutException.class,
                ApiCallAttemptTimeoutException.class,
                SocketTimeoutException.class);
    }

    /// Returns what the client sees if this was the last attempt. Logs the cause once.
    public Refusal refusal() {
        return switch (kind) {
            case CONFLICT, IN_PROGRESS, THROTTLED, UNPROCESSED -> Failures.givenUp(cause);
            case TOO_LATE, BLOCKED -> Failures.unsent();
            case LOST -> Failures.lost(cause);
            case UNCONNECTED, ENDED -> Failures.refusal(cause);
            case REJECTED ->
                    cause instanceof TransactionCanceledException cancelled
                            ? Cancellation.refusal(cancelled)
                            : ValueFaults.refusal(cause);
        };
    }
}

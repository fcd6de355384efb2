// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import dev.sluice.internal.policy.Refusal;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

import java.net.ConnectException;
import java.net.UnknownHostException;

/// One attempt to write that did not end with the writes applied.
public record WriteFailure(RuntimeException cause, Kind kind) {

    public enum Kind {
        /// Another write of one of the items is in progress.
        CONFLICT,
        /// An earlier attempt of the same transaction is in progress.
        IN_PROGRESS,
        /// DynamoDB throttled it.
        THROTTLED,
        /// There was no connection to send it on.
        UNCONNECTED,
        /// Another attempt would get the same answer.
        REJECTED,
        /// It was sent, and no reply came that can be trusted.
        LOST,
        /// As `LOST`, and the time is over.
        INTERRUPTED;

        /// Returns whether DynamoDB applied the writes, or may still apply them.
        public boolean mayBeApplied() {
            return switch (this) {
                case IN_PROGRESS, LOST, INTERRUPTED -> true;
                case CONFLICT, THROTTLED, UNCONNECTED, REJECTED -> false;
            };
        }

        /// Returns whether an idempotent request may be sent again.
        boolean isPassing() {
            return switch (this) {
                case CONFLICT, IN_PROGRESS, THROTTLED, UNCONNECTED, LOST -> true;
                case REJECTED, INTERRUPTED -> false;
            };
        }
    }

    public static WriteFailure of(RuntimeException cause) {
        return new WriteFailure(cause, kind(cause));
    }

    private static Kind kind(RuntimeException cause) {
        return switch (cause) {
            case Refusal _ -> Kind.REJECTED;
            case TransactionInProgressException _ -> Kind.IN_PROGRESS;
            case TransactionConflictException _ -> Kind.CONFLICT;
            case TransactionCanceledException cancelled -> Cancellation.kind(cancelled);
            case AwsServiceException service -> kind(service);
            default -> {
                if (isCausedBy(cause, ConnectException.class, UnknownHostException.class)) {
                    yield Kind.UNCONNECTED;
                }
                yield isCausedBy(
                                cause,
                                ApiCallTimeoutException.class,
                                AbortedException.class,
                                InterruptedException.class)
                        ? Kind.INTERRUPTED
                        : Kind.LOST;
            }
        };
    }

    /// A refusal is trusted if it has a DynamoDB code. A proxy in front of DynamoDB also answers
    /// with HTTP statuses.
    private static Kind kind(AwsServiceException service) {
        var details = service.awsErrorDetails();
        if (service.statusCode() >= 500 || details == null || details.errorCode() == null) {
            return Kind.LOST;
        }
        return Failures.isThrottling(service) ? Kind.THROTTLED : Kind.REJECTED;
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

    /// Returns what the client sees if this was the last attempt. Logs the cause once.
    public Refusal refusal() {
        return switch (kind) {
            case CONFLICT, IN_PROGRESS, THROTTLED -> Failures.givenUp(cause);
            case UNCONNECTED, LOST, INTERRUPTED -> Failures.refusal(cause);
            case REJECTED ->
                    cause instanceof TransactionCanceledException cancelled
                            ? Cancellation.refusal(cancelled)
                            : ValueFaults.refusal(cause);
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.recording.Redacted;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Set;

/// Turns a failure of DynamoDB into what clients see: a documented code, without a table's name.
/// Logs the cause once.
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final String STATUS = "HTTP ";

    /// Source: Amazon DynamoDB Developer Guide, "Error messages and codes".
    private static final Set<String> THROTTLING =
            Set.of(
                    "ProvisionedThroughputExceededException",
                    "ThrottlingException",
                    "RequestLimitExceeded");

    private Failures() {}

    public static Refusal refusal(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        return refusal(failure, code(failure));
    }

    /// Returns the refusal of a request to which no reply came that can be trusted. Whatever it
    /// was, it is no fault of the function.
    static Refusal lost(Throwable failure) {
        var code = code(failure);
        return refusal(failure, code == ErrorCode.INTERNAL ? ErrorCode.UNAVAILABLE : code);
    }

    private static Refusal refusal(Throwable failure, ErrorCode code) {
        if (code == ErrorCode.INTERNAL) {
            LOG.error("A request to DynamoDB failed: {}", detail(failure), Redacted.of(failure));
        } else {
            LOG.warn("A request to DynamoDB failed: {}", detail(failure), Redacted.of(failure));
        }
        return new Refusal(code);
    }

    /// Returns DynamoDB's own code and the id of the request. Leaves out DynamoDB's message, which
    /// may quote a value, unless a permission is missing.
    static String detail(Throwable failure) {
        if (!(failure instanceof AwsServiceException service)) {
            return failure.getClass().getSimpleName();
        }
        var name = name(service);
        return name.equals("AccessDeniedException")
                ? "%s (%s): %s"
                        .formatted(
                                name, service.requestId(), service.awsErrorDetails().errorMessage())
                : "%s (%s)".formatted(name, service.requestId());
    }

    /// Returns DynamoDB's own code, or the HTTP status if the answer has none: a proxy in front of
    /// DynamoDB may have answered.
    static String name(AwsServiceException failure) {
        var details = failure.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? STATUS + failure.statusCode()
                : details.errorCode();
    }

    /// Returns the refusal of a request that met conflicts or throttling in every allowed attempt.
    /// Logs it once.
    static Refusal givenUp(Throwable failure) {
        if (failure instanceof AwsServiceException service && isReplicationConflict(service)) {
            return refusal(failure);
        }
        LOG.warn("Gave up on a request after the last retry: {}", detail(failure));
        return throttled();
    }

    public static Refusal throttled() {
        return new Refusal(ErrorCode.THROTTLED);
    }

    /// Returns the refusal of a request that was not sent, because too little time was left or a
    /// circuit breaker is open.
    public static Refusal unsent() {
        return new Refusal(ErrorCode.UNAVAILABLE);
    }

    /// Returns the refusal of a read for which the instance has no memory. Logs it.
    public static Refusal full() {
        LOG.warn("Refused a read, because the requests of this instance hold too many items");
        return new Refusal(ErrorCode.UNAVAILABLE);
    }

    /// Returns the refusal of a request that was sent and not answered in time.
    public static Refusal deadlineExceeded() {
        return new Refusal(ErrorCode.DEADLINE_EXCEEDED);
    }

    private static ErrorCode code(Throwable failure) {
        return switch (failure) {
            case AwsServiceException service -> code(service);
            case UnsentException unsent -> code(unsent);
            case UntrustedReplyException _, Crc32MismatchException _ -> ErrorCode.UNAVAILABLE;
            case ApiCallTimeoutException _,
                    ApiCallAttemptTimeoutException _,
                    AbortedException _,
                    InterruptedException _,
                    SocketTimeoutException _ ->
                    ErrorCode.DEADLINE_EXCEEDED;
            case IOException _ -> ErrorCode.UNAVAILABLE;
            default -> {
                Throwable cause = failure.getCause();
                yield cause == null ? ErrorCode.INTERNAL : code(cause);
            }
        };
    }

    private static ErrorCode code(UnsentException unsent) {
        var cause = unsent.getCause();
        var code = cause == null ? ErrorCode.UNAVAILABLE : code(cause);
        return code == ErrorCode.DEADLINE_EXCEEDED ? ErrorCode.UNAVAILABLE : code;
    }

    private static ErrorCode code(AwsServiceException failure) {
        if (isThrottling(failure)) {
            return ErrorCode.THROTTLED;
        }
        return failure.statusCode() >= 500
                        || isReplicationConflict(failure)
                        || failure.isClockSkewException()
                ? ErrorCode.UNAVAILABLE
                : ErrorCode.INTERNAL;
    }

    /// Returns whether a write in another region of a global table is in progress.
    static boolean isReplicationConflict(AwsServiceException failure) {
        return name(failure).equals("ReplicatedWriteConflictException");
    }

    /// Returns whether DynamoDB itself throttled the request. A proxy in front of DynamoDB can
    /// answer 429, too, and may have sent the request on.
    static boolean isThrottling(AwsServiceException failure) {
        return !name(failure).startsWith(STATUS)
                && (failure.isThrottlingException() || THROTTLING.contains(name(failure)));
    }
}

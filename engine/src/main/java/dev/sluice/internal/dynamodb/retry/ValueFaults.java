// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

import java.util.regex.Pattern;

/// Recognizes failures of a write that are caused by its values. Only DynamoDB's message tells them
/// from other invalid requests.
final class ValueFaults {
    private static final Logger LOG = LoggerFactory.getLogger(ValueFaults.class);

    private static final Pattern MESSAGE =
            Pattern.compile(
                    "Item size|item collection|Aggregate size|transaction.* size|[Nn]umber (over|under)flow"
                            + "|significant digits|precision up to|[Ii]ndex [Kk]ey|secondary index|maximum size limit"
                            + "|exceeded the size limit|Nesting Levels|empty string value");

    private static final String COLLECTION = "ItemCollectionSizeLimitExceededException";

    private ValueFaults() {}

    /// Returns the part of the message that describes the fault of a value, without the value
    /// itself, or null if the message is about something else.
    static @Nullable String described(@Nullable String message) {
        var words = MESSAGE.matcher(message == null ? "" : message);
        return words.find() ? words.group() : null;
    }

    /// Returns what clients see of a failed write. Logs the cause once.
    static Refusal refusal(RuntimeException failure) {
        var fault = failure instanceof AwsServiceException service ? fault(service) : null;
        return fault == null ? Failures.refusal(failure) : notStorable(fault);
    }

    /// The client's fault, so one line in the log is enough.
    static Refusal notStorable(String fault) {
        LOG.warn("DynamoDB refused a value: {}", fault);
        return new Refusal(Reason.VALUE_NOT_STORABLE);
    }

    private static @Nullable String fault(AwsServiceException failure) {
        return switch (Failures.name(failure)) {
            case COLLECTION -> COLLECTION;
            case "ValidationException" -> described(failure.awsErrorDetails().errorMessage());
            default -> null;
        };
    }
}

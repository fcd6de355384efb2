// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.policy.Reason;
import dev.sluice.policy.Refusal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

import java.util.regex.Pattern;

/// Faults of a write that lie in its values, which DynamoDB tells from other faults of a request by
/// nothing but its message.
final class ValueFaults {
    private static final Logger LOG = LoggerFactory.getLogger(ValueFaults.class);

    private static final Pattern MESSAGE =
            Pattern.compile(
                    "Item size|item collection|Aggregate size|transaction.* size|[Nn]umber (over|under)flow"
                            + "|significant digits|precision up to|[Ii]ndex [Kk]ey|secondary index|maximum size limit"
                            + "|exceeded the size limit|Nesting Levels|empty string value");

    private ValueFaults() {}

    static boolean tells(@Nullable String message) {
        return message != null && MESSAGE.matcher(message).find();
    }

    /// What clients are told of a failed write. The cause is logged, once.
    static Refusal refusal(RuntimeException failure) {
        return failure instanceof AwsServiceException service && isOfValues(service)
                ? notStorable(failure)
                : Failures.refusal(failure);
    }

    /// The client's fault, so one line of the log is enough.
    static Refusal notStorable(RuntimeException failure) {
        LOG.warn("DynamoDB refused a value: {}", failure.getMessage());
        return new Refusal(Reason.VALUE_NOT_STORABLE);
    }

    private static boolean isOfValues(AwsServiceException failure) {
        var details = failure.awsErrorDetails();
        return details != null
                && switch (details.errorCode()) {
                    case "ItemCollectionSizeLimitExceededException" -> true;
                    case "ValidationException" -> tells(details.errorMessage());
                    default -> false;
                };
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import dev.sluice.internal.policy.Refusal;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Reads why DynamoDB cancelled a transaction.
///
/// Source: Amazon DynamoDB API Reference, "TransactionCanceledException".
public final class Cancellation {
    private static final String CONDITION = "ConditionalCheckFailed";
    private static final String CONFLICT = "TransactionConflict";
    private static final String COLLECTION = "ItemCollectionSizeLimitExceeded";
    private static final String VALIDATION = "ValidationError";
    private static final Set<String> THROTTLING =
            Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

    private Cancellation() {}

    /// Returns whether the condition of this write did not hold.
    public static boolean isRefusal(CancellationReason reason) {
        return CONDITION.equals(reason.code());
    }

    /// Returns whether another write of one of the items was in progress.
    private static boolean isConflict(List<CancellationReason> reasons) {
        return reasons.stream().anyMatch(reason -> CONFLICT.equals(reason.code()));
    }

    private static boolean isThrottling(List<CancellationReason> reasons) {
        return reasons.stream().map(CancellationReason::code).anyMatch(THROTTLING::contains);
    }

    /// Returns what the next attempt has to wait for, or `REJECTED` if no attempt helps.
    public static FailureKind kind(TransactionCanceledException cancelled) {
        var reasons = cancelled.cancellationReasons();
        if (isConflict(reasons)) {
            return FailureKind.CONFLICT;
        }
        return isThrottling(reasons) ? FailureKind.THROTTLED : FailureKind.REJECTED;
    }

    /// Returns the refusal of a transaction that another attempt would not help.
    static Refusal refusal(TransactionCanceledException cancelled) {
        return cancelled.cancellationReasons().stream()
                .map(Cancellation::faultOfValue)
                .filter(Objects::nonNull)
                .findFirst()
                .map(ValueFaults::notStorable)
                .orElseGet(() -> Failures.refusal(cancelled));
    }

    private static @Nullable String faultOfValue(CancellationReason reason) {
        return switch (reason.code()) {
            case COLLECTION -> COLLECTION;
            case VALIDATION -> ValueFaults.described(reason.message());
            default -> null;
        };
    }
}

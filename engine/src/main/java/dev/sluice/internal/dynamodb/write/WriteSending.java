// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.item.ItemClassifier;
import dev.sluice.internal.dynamodb.retry.Attempts;
import dev.sluice.internal.dynamodb.retry.Cancellation;
import dev.sluice.internal.dynamodb.retry.FailedAttempt;
import dev.sluice.internal.dynamodb.retry.FailureKind;
import dev.sluice.internal.dynamodb.retry.Failures;
import dev.sluice.internal.dynamodb.retry.RetryPolicy.Sending;
import dev.sluice.internal.dynamodb.write.WriteOutcome.RefusedWrite;
import dev.sluice.internal.dynamodb.write.WriteQueue.Prepared;
import dev.sluice.internal.policy.WasApplied;
import dev.sluice.internal.schema.Target;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Sends writes until they are applied, refused or given up.
///
/// A single write is not sent again if it may be applied. It could be applied twice, or be refused
/// because its own first attempt made its condition false. A transaction is sent again with the
/// same token, by which DynamoDB recognizes it.
public record WriteSending(WriteClient client, ItemClassifier reader) {

    Attempts attempts(Sending sending) {
        return client.client().attempts(sending);
    }

    /// @param sending if there is an idempotency record and DynamoDB did not check it, it may
    ///   exist, and then it matters more than a condition that did not hold
    WriteOutcome send(Prepared prepared, Sending sending, Attempts attempts) {
        var writes = prepared.sent();
        var exactlyOnce = sending == Sending.IDEMPOTENT_TRANSACTION;
        var token = UUID.randomUUID().toString();
        var mayBeApplied = false;
        while (true) {
            FailedAttempt failure;
            try {
                var applied =
                        sending == Sending.WRITE
                                ? alone(prepared, attempts)
                                : together(prepared, token, attempts);
                attempts.answered();
                return new WriteOutcome.Applied(applied);
            } catch (ConditionalCheckFailedException refused) {
                attempts.answered();
                return refusal(prepared, () -> List.of(refused(writes.getFirst(), refused)));
            } catch (TransactionCanceledException cancelled) {
                failure = FailedAttempt.of(cancelled);
                if (isRefused(prepared, cancelled, exactlyOnce, mayBeApplied)) {
                    attempts.answered();
                    return refusal(
                            prepared, () -> refused(writes, cancelled.cancellationReasons()));
                }
            } catch (RuntimeException e) {
                failure = FailedAttempt.of(e);
            }
            mayBeApplied |= failure.kind().mayBeApplied();
            if (!attempts.again(failure.kind())) {
                return WriteOutcome.Failed.of(failure, mayBeApplied);
            }
            client.repeats();
        }
    }

    /// Returns whether DynamoDB checked the conditions that decide the outcome. Besides a conflict
    /// or throttling, it may not have checked the idempotency record, or the records that grant the
    /// caller access. The conflict may also be an earlier attempt of the same transaction.
    private static boolean isRefused(
            Prepared prepared,
            TransactionCanceledException cancelled,
            boolean exactlyOnce,
            boolean mayBeApplied) {
        var reasons = cancelled.cancellationReasons();
        return reasons.stream().anyMatch(Cancellation::isRefusal)
                && (Cancellation.kind(cancelled) == FailureKind.REJECTED
                        || (exactlyOnce
                                ? Cancellation.isRefusal(reasons.getLast())
                                : !mayBeApplied && areRecordsRead(prepared, reasons)));
    }

    /// Returns whether a record that grants the caller access may have refused, or there are no
    /// such records. Until they are checked, no other reason may be reported.
    private static boolean areRecordsRead(Prepared prepared, List<CancellationReason> reasons) {
        var sent = prepared.sent();
        return prepared.records().isEmpty()
                || IntStream.range(0, Math.min(sent.size(), reasons.size()))
                        .filter(i -> !prepared.checked(sent.get(i).place()).isEmpty())
                        .anyMatch(i -> Cancellation.isRefusal(reasons.get(i)));
    }

    /// The writes were refused, even if the items that refused them cannot be read.
    private static WriteOutcome refusal(Prepared prepared, Supplier<List<RefusedWrite>> refused) {
        try {
            return prepared.refused(refused.get());
        } catch (RuntimeException unreadable) {
            return new WriteOutcome.Failed(Failures.refusal(unreadable), WasApplied.NO);
        }
    }

    /// Sends the one write that is left, although several can have been requested.
    private List<WriteOutcome.Written> alone(Prepared prepared, Attempts attempts) {
        var write = prepared.sent().getFirst();
        var written = new ArrayList<>(prepared.determined());
        written.set(write.place(), client.send(write, attempts));
        return written;
    }

    private List<WriteOutcome.Written> together(
            Prepared prepared, String token, Attempts attempts) {
        client.send(prepared.sent(), token, attempts);
        return prepared.determined();
    }

    private List<RefusedWrite> refused(
            List<PreparedWrite> writes, List<CancellationReason> reasons) {
        var refused = new ArrayList<RefusedWrite>();
        for (int i = 0; i < Math.min(writes.size(), reasons.size()); i++) {
            var reason = reasons.get(i);
            if (Cancellation.isRefusal(reason)) {
                var found = reason.hasItem() ? reason.item() : Map.<String, AttributeValue>of();
                refused.add(refused(writes.get(i), found));
            }
        }
        return refused;
    }

    private RefusedWrite refused(PreparedWrite write, ConditionalCheckFailedException e) {
        return refused(write, e.hasItem() ? e.item() : Map.of());
    }

    private RefusedWrite refused(PreparedWrite write, Map<String, AttributeValue> found) {
        var type = write.write().type();
        var renewal = write.renewal();
        return new RefusedWrite(
                write.place(),
                reader.read(Target.of(type), found).item(),
                write.headrooms().stream().anyMatch(room -> !room.admits(found)),
                write.rooms().stream().anyMatch(room -> !room.admits(found))
                        && write.rooms().stream().allMatch(room -> room.fits(found)),
                renewal != null && renewal.isDue(found));
    }
}

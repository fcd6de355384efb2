// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.execution.dynamodb.WriteOutcome.RefusedWrite;
import dev.sluice.schema.Target;
import dev.sluice.schema.Write;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Sends writes until they are applied or refused, or no further attempt is made.
///
/// What is sent again was certainly not applied, or is the same transaction, which DynamoDB knows
/// by its token.
record WriteSending(WriteClient client, ItemReader reader) {

    /// @param writes at least one; no two of one item
    /// @param exactlyOnce whether the last write is a record of the request: where that was not
    ///   looked at, it may be there, and tell more than a condition that did not hold
    WriteOutcome send(List<PreparedWrite> writes, boolean exactlyOnce, Backoff backoff)
            throws InterruptedException {
        var alone =
                writes.size() == 1
                        && !exactlyOnce
                        && !(writes.getFirst().write() instanceof Write.Check);
        var token = UUID.randomUUID().toString();
        while (true) {
            try {
                return alone ? alone(writes.getFirst()) : together(writes, token);
            } catch (TransactionConflictException | TransactionInProgressException busy) {
                backoff.conflicted(busy);
            } catch (TransactionCanceledException cancelled) {
                var reasons = cancelled.cancellationReasons();
                var conflicted = Cancellation.isConflict(reasons);
                var throttled = Cancellation.isThrottling(reasons);
                var refused = refused(writes, reasons);
                var isRecordRead =
                        !exactlyOnce
                                || !(conflicted || throttled)
                                || Cancellation.isRefusal(reasons.getLast());
                if (!refused.isEmpty() && isRecordRead) {
                    return new WriteOutcome.Refused(refused);
                }
                if (conflicted) {
                    backoff.conflicted(cancelled);
                } else if (throttled) {
                    backoff.throttled(cancelled);
                } else {
                    throw Cancellation.refusal(cancelled);
                }
            }
        }
    }

    private WriteOutcome alone(PreparedWrite write) {
        try {
            return new WriteOutcome.Applied(List.of(client.send(write)));
        } catch (ConditionalCheckFailedException e) {
            var found = e.hasItem() ? e.item() : Map.<String, AttributeValue>of();
            return new WriteOutcome.Refused(List.of(refused(write, found)));
        }
    }

    private WriteOutcome together(List<PreparedWrite> writes, String token) {
        client.send(writes, token);
        return new WriteOutcome.Applied(writes.stream().map(PreparedWrite::determined).toList());
    }

    private List<RefusedWrite> refused(
            List<PreparedWrite> writes, List<CancellationReason> reasons) {
        var refused = new ArrayList<RefusedWrite>();
        for (int i = 0; i < writes.size(); i++) {
            var reason = reasons.get(i);
            if (Cancellation.isRefusal(reason)) {
                var found = reason.hasItem() ? reason.item() : Map.<String, AttributeValue>of();
                refused.add(refused(writes.get(i), found));
            }
        }
        return refused;
    }

    private RefusedWrite refused(PreparedWrite write, Map<String, AttributeValue> found) {
        var type = write.write().type();
        return new RefusedWrite(
                write.place(),
                reader.read(new Target(type.name(), List.of(type)), found),
                write.headrooms().stream().anyMatch(room -> !room.admits(found)));
    }
}

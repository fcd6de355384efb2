// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.execution.dynamodb.WriteOutcome.RefusedWrite;
import dev.sluice.execution.dynamodb.Writes.Prepared;
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
import java.util.stream.IntStream;

/// Sends writes until they are applied or refused, or no further attempt is made.
///
/// What is sent again was certainly not applied, or is the same transaction, which DynamoDB knows
/// by its token.
record WriteSending(WriteClient client, ItemReader reader) {

    /// @param exactlyOnce whether the last write is a record of the request: where that was not
    ///   looked at, it may be there, and tell more than a condition that did not hold
    WriteOutcome send(Prepared prepared, boolean exactlyOnce, Backoff backoff)
            throws InterruptedException {
        var writes = prepared.sent();
        var alone =
                writes.size() == 1
                        && !exactlyOnce
                        && !(writes.getFirst().write() instanceof Write.Check);
        var token = UUID.randomUUID().toString();
        while (true) {
            try {
                return alone ? alone(prepared) : together(prepared, token);
            } catch (TransactionConflictException | TransactionInProgressException busy) {
                backoff.conflicted(busy);
            } catch (TransactionCanceledException cancelled) {
                var reasons = cancelled.cancellationReasons();
                var conflicted = Cancellation.isConflict(reasons);
                var throttled = Cancellation.isThrottling(reasons);
                var refused = refused(writes, reasons);
                var isDecided =
                        !(conflicted || throttled)
                                || (exactlyOnce
                                        ? Cancellation.isRefusal(reasons.getLast())
                                        : areRecordsRead(prepared, reasons));
                if (!refused.isEmpty() && isDecided) {
                    return prepared.refused(refused);
                }
                if (conflicted) {
                    backoff.conflicted(cancelled);
                } else if (throttled) {
                    backoff.throttled(cancelled);
                } else {
                    throw Cancellation.refusal(cancelled);
                }
            }
            client.repeats();
        }
    }

    /// Whether one of the records that let the caller in is gone, or there are none: until they
    /// were looked at, no other reason may be told.
    private static boolean areRecordsRead(Prepared prepared, List<CancellationReason> reasons) {
        var granting = prepared.granting().keySet();
        return granting.isEmpty()
                || IntStream.range(0, reasons.size())
                        .filter(i -> granting.contains(prepared.sent().get(i).place()))
                        .anyMatch(i -> Cancellation.isRefusal(reasons.get(i)));
    }

    private WriteOutcome alone(Prepared prepared) {
        var write = prepared.sent().getFirst();
        try {
            return new WriteOutcome.Applied(List.of(client.send(write)));
        } catch (ConditionalCheckFailedException e) {
            var found = e.hasItem() ? e.item() : Map.<String, AttributeValue>of();
            return prepared.refused(List.of(refused(write, found)));
        }
    }

    private WriteOutcome together(Prepared prepared, String token) {
        client.send(prepared.sent(), token);
        return new WriteOutcome.Applied(prepared.determined());
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
        var renewal = write.renewal();
        return new RefusedWrite(
                write.place(),
                reader.read(new Target(type.name(), List.of(type)), found).item(),
                write.headrooms().stream().anyMatch(room -> !room.admits(found)),
                write.rooms().stream().anyMatch(room -> !room.admits(found))
                        && write.rooms().stream().allMatch(room -> room.fits(found)),
                renewal != null && renewal.isDue(found));
    }
}

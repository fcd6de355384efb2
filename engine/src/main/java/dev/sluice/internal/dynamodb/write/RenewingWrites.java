// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.retry.FailedAttempt;
import dev.sluice.internal.dynamodb.retry.FailureKind;
import dev.sluice.internal.dynamodb.retry.RetryPolicy.Sending;
import dev.sluice.internal.dynamodb.write.WriteOutcome.RefusedWrite;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.WasApplied;

import java.io.Serial;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Sends writes. If expired items block upserts, sends them again with puts of new items instead.
/// The refused request applied nothing, so the outcome is that of the last request.
record RenewingWrites(WriteSending sending) {

    WriteOutcome send(WriteQueue.Prepared prepared, Sending how) {
        var attempts = sending.attempts(how);
        var puts = new HashMap<Integer, PreparedWrite>();
        while (true) {
            var outcome = sending.send(prepared.with(puts), how, attempts);
            if (!(outcome instanceof WriteOutcome.Refused(var refused, var records))
                    || !records.isEmpty()) {
                return outcome;
            }
            var last = refused.stream().filter(write -> isLast(write, puts)).toList();
            if (!last.isEmpty()) {
                return new WriteOutcome.Refused(last, records);
            }
            if (refused.stream().anyMatch(write -> puts.remove(write.place()) != null)) {
                var overtaken = new FailedAttempt(new OvertakenException(), FailureKind.CONFLICT);
                if (!attempts.again(overtaken.kind())) {
                    return WriteOutcome.Failed.of(overtaken, false);
                }
            }
            try {
                prepared.sent().stream()
                        .filter(write -> refused.stream().anyMatch(each -> isDue(each, write)))
                        .forEach(write ->
                                puts.put(
                                        write.place(),
                                        Objects.requireNonNull(write.renewal()).put().get()));
            } catch (Refusal notStorable) {
                return new WriteOutcome.Failed(notStorable, WasApplied.NO);
            }
        }
    }

    private static boolean isDue(RefusedWrite refused, PreparedWrite write) {
        return refused.expired() && refused.place() == write.place();
    }

    /// Returns whether the refusal is final. A put can be blocked only by an item that another
    /// request has put in the meantime; then the upsert itself is sent again.
    private static boolean isLast(RefusedWrite refused, Map<Integer, PreparedWrite> puts) {
        return puts.containsKey(refused.place()) ? refused.found() == null : !refused.expired();
    }

    /// Another request renewed the item first.
    private static final class OvertakenException extends RuntimeException {
        @Serial private static final long serialVersionUID = 1L;
    }
}

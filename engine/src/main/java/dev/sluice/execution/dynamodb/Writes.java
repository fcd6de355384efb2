// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.execution.dynamodb.WriteOutcome.RefusedWrite;
import dev.sluice.execution.dynamodb.WriteOutcome.Written;
import dev.sluice.policy.Deadline;
import dev.sluice.policy.Reason;
import dev.sluice.policy.Refusal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// The writes of one session.
record Writes(
        WritePreparation preparation, WriteSending sending, RetryBudget budget, Deadline deadline) {
    /// Source: Amazon DynamoDB API Reference, "TransactWriteItems".
    private static final int MAX_ACTIONS = 100;

    private static final int MAX_BYTES = 4 * 1_024 * 1_024;

    /// Writes that are spelled, before any is sent.
    ///
    /// @param sent at most one of an item
    /// @param determined for each write that was asked for, what it determines of its item
    /// @param impossible those whose key no item can have
    record Prepared(
            List<PreparedWrite> sent, List<Written> determined, List<RefusedWrite> impossible) {}

    /// @throws Refusal BAD_USER_INPUT where a value cannot be stored, or two writes are of one item
    Prepared prepare(List<WriteRequest> requests, Instant now) {
        if (requests.isEmpty() || requests.size() > MAX_ACTIONS) {
            throw new IllegalArgumentException(requests.size() + " writes");
        }
        var sent = new HashMap<ItemKey, PreparedWrite>();
        var inOrder = new ArrayList<PreparedWrite>();
        var determined = new ArrayList<Written>();
        var impossible = new ArrayList<RefusedWrite>();
        for (int place = 0; place < requests.size(); place++) {
            var write = preparation.prepare(place, requests.get(place), now);
            if (write == null) {
                impossible.add(new RefusedWrite(place, null, false));
                continue;
            }
            determined.add(write.determined());
            var other = sent.putIfAbsent(write.key(), write);
            if (other == null) {
                inOrder.add(write);
            } else if (!write.isSameCheck(other)) {
                throw new Refusal(Reason.WRITES_OF_ONE_ITEM);
            }
        }
        if (inOrder.stream().mapToLong(write -> ItemSize.bytes(write.item())).sum() > MAX_BYTES) {
            throw new Refusal(Reason.VALUE_NOT_STORABLE);
        }
        return new Prepared(inOrder, determined, impossible);
    }

    WriteOutcome send(Prepared prepared, boolean exactlyOnce) throws InterruptedException {
        budget.earn();
        var backoff = new Backoff(deadline, budget, exactlyOnce);
        var outcome = sending.send(prepared.sent(), exactlyOnce, backoff);
        return outcome instanceof WriteOutcome.Applied
                        && prepared.sent().size() < prepared.determined().size()
                ? new WriteOutcome.Applied(prepared.determined())
                : outcome;
    }
}

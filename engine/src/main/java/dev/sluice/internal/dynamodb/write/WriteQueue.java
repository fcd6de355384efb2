// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.item.ItemKey;
import dev.sluice.internal.dynamodb.item.ItemSize;
import dev.sluice.internal.dynamodb.retry.RetryPolicy.Sending;
import dev.sluice.internal.dynamodb.write.WriteOutcome.RefusedWrite;
import dev.sluice.internal.dynamodb.write.WriteOutcome.Written;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.DynamoDbQuotas;
import dev.sluice.internal.schema.Write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Prepares and sends the writes of one request.
public record WriteQueue(WritePreparation preparation, WriteSending sending) {
    /// Writes that are rendered but not sent yet.
    ///
    /// @param sent at most one write of each item; the checks of records come first
    /// @param determined for each requested write, what it determines of its item
    /// @param impossible those whose key no item can have
    /// @param granting by the position of each sent write, the positions of the records that it
    ///   checks
    public record Prepared(
            List<PreparedWrite> sent,
            List<Written> determined,
            List<RefusedWrite> impossible,
            Map<Integer, List<Integer>> granting) {

        /// Returns how the writes are sent.
        ///
        /// @param exactlyOnce whether the last write is an idempotency record
        Sending sending(boolean exactlyOnce) {
            if (exactlyOnce) {
                return Sending.IDEMPOTENT_TRANSACTION;
            }
            return sent.size() == 1 && !(sent.getFirst().write() instanceof Write.Check)
                    ? Sending.WRITE
                    : Sending.TRANSACTION;
        }

        /// Returns the same writes, with those at some positions replaced.
        Prepared with(Map<Integer, PreparedWrite> others) {
            return new Prepared(
                    sent.stream().map(write -> others.getOrDefault(write.place(), write)).toList(),
                    determined,
                    impossible,
                    granting);
        }

        /// Separates refused records from refused writes. If a write of a record's own item was
        /// refused and the item did not exist, the record was refused too.
        WriteOutcome.Refused refused(List<RefusedWrite> refused) {
            var writes = new ArrayList<RefusedWrite>();
            var records = new TreeSet<Integer>();
            for (var each : refused) {
                var checked = granting.getOrDefault(each.place(), List.of());
                var isRecord = each.place() >= determined.size();
                if (isRecord || each.found() == null) {
                    records.addAll(checked);
                }
                if (!isRecord) {
                    writes.add(each);
                }
            }
            return new WriteOutcome.Refused(writes, List.copyOf(records));
        }
    }

    /// @param records checks of the records that grant the caller access
    /// @throws Refusal BAD_USER_INPUT if a value cannot be stored, or two writes are of one item
    public Prepared prepare(List<WriteRequest> requests, List<WriteRequest> records, Instant now) {
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("no writes");
        }
        var checks = new ArrayList<PreparedWrite>();
        for (int i = 0; i < records.size(); i++) {
            var check = preparation.prepare(requests.size() + i, records.get(i), now, Set.of());
            checks.add(Objects.requireNonNull(check, "a record was found that cannot be there"));
        }
        var recordKeys = checks.stream().map(PreparedWrite::key).collect(Collectors.toSet());
        var sent = new LinkedHashMap<ItemKey, PreparedWrite>();
        var determined = new ArrayList<Written>();
        var impossible = new ArrayList<RefusedWrite>();
        for (int place = 0; place < requests.size(); place++) {
            var write = preparation.prepare(place, requests.get(place), now, recordKeys);
            if (write == null) {
                impossible.add(new RefusedWrite(place, null, false, false, false));
                continue;
            }
            determined.add(write.determined());
            var other = sent.putIfAbsent(write.key(), write);
            if (other != null && !write.isSameCheck(other)) {
                throw new Refusal(Reason.WRITES_OF_ONE_ITEM);
            }
        }
        if (sent.values().stream().mapToLong(write -> ItemSize.bytes(write.item())).sum()
                > DynamoDbQuotas.TRANSACTION_BYTES) {
            throw new Refusal(Reason.VALUE_NOT_STORABLE);
        }
        return withChecks(sent, checks, determined, impossible);
    }

    /// A record that is also written or checked needs no action of its own.
    private static Prepared withChecks(
            Map<ItemKey, PreparedWrite> writes,
            List<PreparedWrite> checks,
            List<Written> determined,
            List<RefusedWrite> impossible) {
        var own = new LinkedHashMap<ItemKey, PreparedWrite>();
        var granting = new HashMap<Integer, List<Integer>>();
        for (int i = 0; i < checks.size(); i++) {
            var check = checks.get(i);
            var write = writes.get(check.key());
            if (write == null) {
                own.putIfAbsent(check.key(), check);
                write = Objects.requireNonNull(own.get(check.key()));
            }
            granting.computeIfAbsent(write.place(), _ -> new ArrayList<>()).add(i);
        }
        var sent = Stream.concat(own.values().stream(), writes.values().stream()).toList();
        if (sent.size() > DynamoDbQuotas.TRANSACTION_ACTIONS) {
            throw new IllegalArgumentException(sent.size() + " actions");
        }
        return new Prepared(sent, determined, impossible, granting);
    }

    public WriteOutcome send(Prepared prepared, boolean exactlyOnce) {
        return new RenewingWrites(sending).send(prepared, prepared.sending(exactlyOnce));
    }
}

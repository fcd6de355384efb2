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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Prepares and sends the writes of one request.
public record WriteQueue(WritePreparation preparation, WriteSending sending) {
    /// Writes that are rendered but not sent yet.
    ///
    /// @param sent at most one write of each item; the checks of records come first
    /// @param determined for each requested write, what it determines of its item
    /// @param impossible those whose key no item can have
    /// @param records the records that grant the caller access
    public record Prepared(
            List<PreparedWrite> sent,
            List<Written> determined,
            List<RefusedWrite> impossible,
            List<RecordCheck> records) {

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
                    records);
        }

        /// Separates refused records from refused writes. A refused write of a record's own item
        /// may be refused because of the record.
        WriteOutcome.Refused refused(List<RefusedWrite> refused) {
            var writes = new ArrayList<RefusedWrite>();
            var gone = new TreeSet<Integer>();
            for (var each : refused) {
                var isWrite = each.place() < determined.size();
                var checked = checked(each.place());
                var unmet =
                        checked.stream()
                                .filter(record -> !records.get(record).isMetBy(each.found()))
                                .toList();
                gone.addAll(isWrite || !unmet.isEmpty() ? unmet : checked);
                if (isWrite) {
                    writes.add(each);
                }
            }
            return new WriteOutcome.Refused(writes, List.copyOf(gone));
        }

        /// Returns the positions of the records that a sent write checks.
        List<Integer> checked(int place) {
            var key = sent.stream().filter(write -> write.place() == place).map(PreparedWrite::key);
            var item = key.findFirst().orElseThrow();
            return IntStream.range(0, records.size())
                    .filter(record -> records.get(record).key().equals(item))
                    .boxed()
                    .toList();
        }
    }

    /// @param records checks of the records that grant the caller access
    /// @throws Refusal BAD_USER_INPUT if a value cannot be stored, or two writes are of one item
    public Prepared prepare(List<WriteRequest> requests, List<WriteRequest> records, Instant now) {
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("no writes");
        }
        var checks = records.stream().map(preparation::record).toList();
        var byItem =
                checks.stream()
                        .collect(
                                Collectors.groupingBy(
                                        RecordCheck::key, LinkedHashMap::new, Collectors.toList()));
        var sent = new LinkedHashMap<ItemKey, PreparedWrite>();
        var determined = new ArrayList<Written>();
        var impossible = new ArrayList<RefusedWrite>();
        for (int place = 0; place < requests.size(); place++) {
            var write = preparation.prepare(place, requests.get(place), now, byItem);
            if (write == null) {
                impossible.add(new RefusedWrite(place, null, false, false, false));
                continue;
            }
            determined.add(write.determined());
            var other = sent.putIfAbsent(write.key(), write);
            if (other != null && !write.isSameCheck(other)) {
                sent.put(write.key(), replacement(other, write, requests, now, byItem));
            }
        }
        if (sent.values().stream().mapToLong(write -> ItemSize.bytes(write.item())).sum()
                > DynamoDbQuotas.TRANSACTION_BYTES) {
            throw new Refusal(Reason.VALUE_NOT_STORABLE);
        }
        return new Prepared(
                withChecks(sent, byItem, requests.size(), now), determined, impossible, checks);
    }

    /// Returns the put of an item that the same mutation deletes, as one write: it replaces the
    /// item, if the caller may delete it.
    ///
    /// @throws Refusal BAD_USER_INPUT if the two are no such writes, or if the replacement would
    ///   lose the version of the item or its mark
    private PreparedWrite replacement(
            PreparedWrite one,
            PreparedWrite other,
            List<WriteRequest> requests,
            Instant now,
            Map<ItemKey, List<RecordCheck>> records) {
        var isFirstPut = one.write() instanceof Write.Put;
        var putting = isFirstPut ? one : other;
        var deleting = isFirstPut ? other : one;
        if (!(putting.write() instanceof Write.Put put)
                || !(deleting.write() instanceof Write.Delete delete)
                || !delete.isReplaceable()) {
            throw new Refusal(Reason.WRITES_OF_ONE_ITEM);
        }
        var request =
                new WriteRequest(
                        put.replacing(),
                        null,
                        requests.get(putting.place()).values(),
                        requests.get(deleting.place()).access(),
                        null);
        return Objects.requireNonNull(preparation.prepare(putting.place(), request, now, records));
    }

    /// A record that is also written or checked needs no action of its own.
    private List<PreparedWrite> withChecks(
            Map<ItemKey, PreparedWrite> writes,
            Map<ItemKey, List<RecordCheck>> records,
            int place,
            Instant now) {
        var sent = new ArrayList<PreparedWrite>();
        for (var checks : records.values()) {
            var own = checks.getFirst();
            if (!writes.containsKey(own.key())) {
                var others = Map.of(own.key(), checks.subList(1, checks.size()));
                sent.add(
                        Objects.requireNonNull(
                                preparation.prepare(
                                        place + sent.size(), own.request(), now, others)));
            }
        }
        sent.addAll(writes.values());
        if (sent.size() > DynamoDbQuotas.TRANSACTION_ACTIONS) {
            throw new IllegalArgumentException(sent.size() + " actions");
        }
        return List.copyOf(sent);
    }

    public WriteOutcome send(Prepared prepared, boolean exactlyOnce) {
        return new RenewingWrites(sending).send(prepared, prepared.sending(exactlyOnce));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import dev.sluice.internal.dynamodb.bucket.CallerBuckets;
import dev.sluice.internal.dynamodb.bucket.Charge;
import dev.sluice.internal.dynamodb.client.HeldItems;
import dev.sluice.internal.dynamodb.client.Meter;
import dev.sluice.internal.dynamodb.client.MeteredClient;
import dev.sluice.internal.dynamodb.item.Findings;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemClassifier;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.dynamodb.item.PhysicalTable;
import dev.sluice.internal.dynamodb.read.BatchReader;
import dev.sluice.internal.dynamodb.read.Page;
import dev.sluice.internal.dynamodb.read.PageReader;
import dev.sluice.internal.dynamodb.read.PageRequest;
import dev.sluice.internal.dynamodb.read.RecordRequest;
import dev.sluice.internal.dynamodb.read.Subtotal;
import dev.sluice.internal.dynamodb.retry.Failures;
import dev.sluice.internal.dynamodb.retry.RetryPolicy;
import dev.sluice.internal.dynamodb.write.WriteOutcome;
import dev.sluice.internal.dynamodb.write.WriteQueue;
import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.WasApplied;
import dev.sluice.internal.wave.WaveLoop;
import dev.sluice.internal.wave.WaveWork;
import dev.sluice.telemetry.Consumption;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// The reads and writes of one request. One thread uses it, and the same thread completes all its
/// futures.
///
/// Collects reads until the next wave sends them. Does not read an item twice, except for
/// `itemAnew` and for retries. A future fails only with a `Refusal`.
public final class RequestStore implements WaveWork, AutoCloseable {
    private final Map<String, PhysicalTable> tables;
    private final WriteQueue writes;
    private final MeteredClient client;
    private final @Nullable CallerBuckets buckets;
    private final Meter meter;
    private final HeldItems held;
    private final WaveLoop loop;
    private final Findings findings = new Findings();
    private final WaveGate gate;
    private final ItemStore items;
    private final PageStore pages;
    private int waves;
    private int sent;
    private int writing;

    RequestStore(
            Map<String, PhysicalTable> tables,
            ItemClassifier itemReader,
            BatchReader itemReads,
            WriteQueue writes,
            MeteredClient client,
            @Nullable CallerBuckets buckets,
            Meter meter,
            HeldItems held,
            WaveLoop loop) {
        this.tables = tables;
        this.gate = new WaveGate(loop.budget(), this::consumption);
        this.items = new ItemStore(this::table, itemReader, itemReads, loop, findings, gate);
        this.pages =
                new PageStore(
                        this::table, new PageReader(itemReader), client, loop, findings, gate);
        this.writes = writes;
        this.client = client;
        this.buckets = buckets;
        this.meter = meter;
        this.held = held;
        this.loop = loop;
        loop.register(this);
    }

    /// Takes units from the bucket of a caller, before anything else is sent. Each request that
    /// this needs counts as a wave.
    ///
    /// @param caller a hash of the caller
    /// @param halves of a unit, at least 1
    public Charge charge(String caller, long halves) {
        return buckets().take(caller, halves, client, this::sentBefore);
    }

    /// Counts what was sent since the last call as waves.
    private void sentBefore() {
        var requests = meter.consumption(0, 0).firstAttempts() - waves;
        waves += requests;
        loop.sentBefore(requests);
        loop.budget().sent(requests);
    }

    /// Gives back what the request did not use of its charge.
    ///
    /// @param halves of a unit; negative if the request used more than it had taken
    public void giveBack(String caller, long halves) {
        buckets().giveBack(caller, halves);
    }

    private CallerBuckets buckets() {
        return Objects.requireNonNull(buckets, "the schema has no limits for callers");
    }

    /// Returns the item, or null if it does not exist, has expired, or has none of the target's
    /// types.
    public CompletableFuture<@Nullable Item> item(ItemRequest request) {
        return items.item(request);
    }

    /// Requests an item before it is known whether `item` will ask for it. Then `item` sends no
    /// request of its own. If it never asks, what was read, or why the read failed, has no effect.
    ///
    /// @return false if no item can have the key
    public boolean ahead(ItemRequest request) {
        return items.ahead(request);
    }

    /// Like `item`, but reads again if the earlier read failed.
    public CompletableFuture<@Nullable Item> itemOrRetry(ItemRequest request) {
        return items.itemOrRetry(request);
    }

    /// Like `item`, but reads again even if an earlier wave has the item.
    public CompletableFuture<@Nullable Item> itemAnew(ItemRequest request) {
        return items.itemAnew(request);
    }

    /// Returns the record, or null if it does not exist. The wave reads one key for each place,
    /// whatever else it reads, so the number of keys does not depend on the records.
    ///
    /// @param grants whether the record grants the caller access; only then do later reads of the
    ///   same item reuse it
    public CompletableFuture<@Nullable Item> record(RecordRequest request, Predicate<Item> grants) {
        return items.record(request, grants);
    }

    /// Returns the item that an earlier wave read, or null if that wave found no item, or if no
    /// wave has read it.
    public @Nullable Item known(ItemRequest request) {
        return items.known(request);
    }

    /// Returns whether both requests name the same item.
    public boolean isSameItem(ItemRequest one, ItemRequest other) {
        var key = table(one.target().table()).key(one.consistently());
        return key != null && key.equals(table(other.target().table()).key(other.consistently()));
    }

    /// Returns whether DynamoDB accepts the key.
    public boolean isReadable(ItemRequest request) {
        return table(request.target().table()).key(request) != null;
    }

    /// Returns the page of one Query. If no item can match, returns an empty page without a
    /// request.
    public CompletableFuture<Page> page(PageRequest request) {
        return pages.page(request);
    }

    /// Counts the items of one Query. If no item can match, counts none without a request.
    public CompletableFuture<Subtotal> subtotal(PageRequest request) {
        return pages.subtotal(request);
    }

    /// Requests a page before it is known whether `page` will ask for it, as `ahead` does an item.
    ///
    /// @return false if no item can match
    public boolean ahead(PageRequest request) {
        return pages.ahead(request);
    }

    /// Sends the writes with the next wave as one request: a single write as its own operation,
    /// several as one TransactWriteItems. Later reads read all items again.
    ///
    /// This method renders the writes once. Every attempt sends the same expressions and values,
    /// including default `$uuid`s.
    ///
    /// The future does not fail: a failure is an outcome that says what is known of the writes.
    /// Nothing is sent if a value cannot be stored, if two writes name the same item, or if less
    /// than 300 milliseconds are left. If no item can have the key of a write, the write is refused
    /// and nothing is sent.
    ///
    /// @param requests at least one; at most 100 items together with the records
    /// @param records checks of the records that grant the caller access; they are in one
    ///   transaction with the writes, unless the record is the very item that is written
    /// @param now the value of `$now` in defaults, and the moment at which items count as expired
    /// @param exactlyOnce whether the writes include an idempotency record; a conflict may then be
    ///   the same request in flight, so the store retries until the deadline, and a single write is
    ///   also sent as a transaction
    public CompletableFuture<WriteOutcome> write(
            List<WriteRequest> requests,
            List<WriteRequest> records,
            Instant now,
            boolean exactlyOnce) {
        WriteQueue.Prepared prepared;
        try {
            prepared = writes.prepare(requests, records, now);
        } catch (Refusal refusal) {
            return CompletableFuture.completedFuture(new WriteOutcome.Unsent(refusal));
        }
        if (!prepared.impossible().isEmpty()) {
            return CompletableFuture.completedFuture(
                    new WriteOutcome.Refused(prepared.impossible(), List.of()));
        }
        if (loop.deadline().remaining().compareTo(RetryPolicy.WRITE_TIME) < 0) {
            return CompletableFuture.completedFuture(new WriteOutcome.Unsent(Failures.unsent()));
        }
        writing++;
        var written =
                loop.submit(() -> writes.send(prepared, exactlyOnce))
                        .handle((outcome, fault) -> {
                            items.forget();
                            pages.forget();
                            return fault == null ? outcome : lost(fault);
                        });
        // A separate stage: if measuring an item fails, the outcome of the writes is still
        // returned.
        var _ = written.thenAccept(this::weigh);
        return written;
    }

    /// Returns the outcome of a failed task. Whether the writes were applied is unknown.
    private static WriteOutcome lost(Throwable fault) {
        return new WriteOutcome.Failed(Failures.refusal(fault), WasApplied.UNKNOWN);
    }

    /// Reports an item that an update made larger than its type's `itemSize`.
    private void weigh(WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Applied(var applied)) {
            for (var written : applied) {
                if (written.item() != null) {
                    findings.read(written.item());
                }
            }
        }
    }

    /// Sends all reads since the last wave, in as few requests as possible and at the same time.
    @Override
    public boolean start() {
        int reads = items.dispatch() + pages.dispatch();
        var isSent = gate.landed();
        sent += reads;
        if (reads + writing == 0) {
            return false;
        }
        waves += isSent ? 1 : 0;
        writing = 0;
        return true;
    }

    /// Returns the waves in which the requests are sent.
    public WaveLoop waves() {
        return loop;
    }

    /// Returns what the request has consumed so far.
    public Consumption consumption() {
        return meter.consumption(waves, Math.max(0, items.asked() + pages.asked() - sent));
    }

    /// Gives back the memory of the items, because the request is answered.
    @Override
    public void close() {
        held.close();
    }

    /// Returns what the reads found so far that does not match the schema.
    public Findings findings() {
        return findings;
    }

    private PhysicalTable table(String name) {
        var table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("the schema has no table " + name);
        }
        return table;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

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
import dev.sluice.internal.dynamodb.read.QueryRequests;
import dev.sluice.internal.dynamodb.read.RecordRequest;
import dev.sluice.internal.dynamodb.retry.Backoff;
import dev.sluice.internal.dynamodb.retry.Failures;
import dev.sluice.internal.dynamodb.write.WriteOutcome;
import dev.sluice.internal.dynamodb.write.WriteQueue;
import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.policy.WasApplied;
import dev.sluice.internal.wave.Wave;
import dev.sluice.telemetry.Consumption;

import org.dataloader.DataLoader;
import org.dataloader.Try;
import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The reads and writes of one request. One thread uses it, and that thread completes all its
/// futures.
///
/// Reads are collected until `runWave` sends them. What was read once is not read again, whatever
/// asks for it, except by `itemAnew`. A future that fails does so with a `Refusal`.
public final class RequestStore {
    private final Map<String, PhysicalTable> tables;
    private final PageReader pageReader;
    private final WriteQueue writes;
    private final MeteredClient wire;
    private final Meter meter;
    private final Deadline deadline;
    private final Wave wave = new Wave();
    private final Findings findings = new Findings();
    private final ItemStore items;
    private final DataLoader<QueryRequest, QueryResponse> pages =
            Loaders.loader(this::readPages, query -> query);
    private int waves;
    private int pagesAsked;
    private int sent;
    private int writing;
    private int running;
    private boolean repeated;

    RequestStore(
            Map<String, PhysicalTable> tables,
            ItemClassifier itemReader,
            BatchReader itemReads,
            WriteQueue writes,
            MeteredClient wire,
            Meter meter,
            Deadline deadline) {
        this.tables = tables;
        this.pageReader = new PageReader(itemReader);
        this.items = new ItemStore(this::table, itemReader, itemReads, wave, findings);
        this.writes = writes;
        this.wire = wire;
        this.meter = meter;
        this.deadline = deadline;
    }

    /// The item, or null where there is none, it has expired, or it is of no type of the target.
    public CompletableFuture<@Nullable Item> item(ItemRequest request) {
        return items.item(request);
    }

    /// As `item`, but what failed is asked for again.
    public CompletableFuture<@Nullable Item> itemOrRetry(ItemRequest request) {
        return items.itemOrRetry(request);
    }

    /// As `item`, but sent again where an earlier wave had the answer.
    public CompletableFuture<@Nullable Item> itemAnew(ItemRequest request) {
        return items.itemAnew(request);
    }

    /// The record, or null where there is none. The wave reads one key for each place, whatever
    /// else it reads: how many keys it reads does not depend on the records.
    ///
    /// @param grants whether the caller is let in where the record is there: then, and only then,
    ///   it is known to whatever asks for it later
    public CompletableFuture<@Nullable Item> record(RecordRequest request, boolean grants) {
        return items.record(request, grants);
    }

    /// The item that an earlier wave read, or null where it found none or none was read.
    public @Nullable Item known(ItemRequest request) {
        return items.known(request);
    }

    /// Whether the two name one item.
    public boolean isSameItem(ItemRequest one, ItemRequest other) {
        var key = table(one.target().table()).key(one.consistently());
        return key != null && key.equals(table(other.target().table()).key(other.consistently()));
    }

    /// Whether DynamoDB admits the key.
    public boolean isReadable(ItemRequest request) {
        return table(request.target().table()).key(request) != null;
    }

    /// The page of one Query; an empty one, without a request, where no item can match.
    public CompletableFuture<Page> page(PageRequest request) {
        var table = table(request.target().table());
        var query = QueryRequests.of(request, table);
        if (query == null) {
            return CompletableFuture.completedFuture(Page.EMPTY);
        }
        pagesAsked++;
        return pages.load(query)
                .thenApply(response -> pageReader.page(request, table, response, findings));
    }

    /// Sends the writes with the next wave, as one request: a single write as its own operation,
    /// several as one TransactWriteItems. Everything that was read before is read again when it is
    /// asked for after that.
    ///
    /// What the writes say is spelled here, and is the same for every attempt, default `$uuid`s
    /// included.
    ///
    /// The future does not fail: a failure is an outcome that says what is known of the writes.
    /// Nothing is sent where a value cannot be stored, where two writes name one item, or with less
    /// than 300 milliseconds left. Where no item can have the key of a write, it is refused, and
    /// nothing is sent.
    ///
    /// @param requests at least one; with the records at most 100 items
    /// @param records checks of those that let the caller in: writes and checks are one
    ///   transaction, unless the record is the very item that is written
    /// @param now what `$now` is in defaults, and the moment at which items count as expired
    /// @param exactlyOnce whether a record of the request is among the writes, so that a conflict
    ///   may be the same request in flight: it is waited for until the deadline; a single write is
    ///   sent as a transaction too
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
        if (deadline.remaining().compareTo(Backoff.WRITE_TIME) < 0) {
            return CompletableFuture.completedFuture(
                    new WriteOutcome.Unsent(Failures.deadlineExceeded()));
        }
        writing++;
        var written =
                wave.submit(() -> writes.send(prepared, exactlyOnce))
                        .handle((outcome, fault) -> {
                            items.forget();
                            pages.clearAll();
                            return fault == null ? outcome : lost(fault);
                        });
        // Apart from it: what cannot be weighed does not hide what became of the writes.
        var _ = written.thenAccept(this::weigh);
        return written;
    }

    /// No one knows how far a task came that did not end.
    private static WriteOutcome lost(Throwable fault) {
        return new WriteOutcome.Failed(Failures.refusal(fault), WasApplied.UNKNOWN);
    }

    /// Waits, until the next wave, before reads that failed are sent again.
    ///
    /// @param repeats how often they were sent again already
    /// @return false, at once, where that was often enough, or time or the budget is short
    public CompletableFuture<Boolean> pause(int repeats) {
        var delay = writes.pause(repeats);
        if (delay == null) {
            return CompletableFuture.completedFuture(false);
        }
        repeated = true;
        return run(
                        () -> {
                            Thread.sleep(delay);
                            return true;
                        })
                .exceptionally(_ -> false);
    }

    /// Whether reads were sent again after a pause, and may have taken more than was planned.
    public boolean isRepeated() {
        return repeated;
    }

    /// An update may have made its item larger than its type's `itemSize`.
    private void weigh(WriteOutcome outcome) {
        if (outcome instanceof WriteOutcome.Applied(var applied)) {
            for (var written : applied) {
                if (written.item() != null) {
                    findings.read(written.item(), written.item().kilobytes());
                }
            }
        }
    }

    /// Starts a task on a virtual thread; its future is completed with the next wave, and none is
    /// counted for it.
    public <T extends @Nullable Object> CompletableFuture<T> run(Callable<T> task) {
        running++;
        return wave.submit(task);
    }

    /// Sends everything asked for since the last wave in the fewest requests, all at the same time;
    /// waits for the answers, at most until the deadline; then completes their futures.
    ///
    /// @return false when nothing was asked for
    public boolean runWave() {
        int reads = items.dispatch() + pages.dispatchWithCounts().getKeysCount();
        sent += reads;
        if (reads + writing + running == 0) {
            return false;
        }
        waves += reads + writing == 0 ? 0 : 1;
        writing = 0;
        running = 0;
        wave.land(deadline);
        return true;
    }

    /// What the session took so far.
    public Consumption consumption() {
        return meter.consumption(waves, Math.max(0, items.asked() + pagesAsked - sent));
    }

    /// What was met so far that the schema does not declare.
    public Findings findings() {
        return findings;
    }

    private CompletionStage<List<Try<QueryResponse>>> readPages(List<QueryRequest> queries) {
        return Loaders.settled(
                queries.stream().map(query -> wave.submit(() -> wire.query(query))).toList());
    }

    private PhysicalTable table(String name) {
        var table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("the schema has no table " + name);
        }
        return table;
    }
}

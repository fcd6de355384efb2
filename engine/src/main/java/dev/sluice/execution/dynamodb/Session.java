// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution.dynamodb;

import dev.sluice.policy.Deadline;
import dev.sluice.policy.Refusal;
import dev.sluice.policy.WasApplied;
import dev.sluice.policy.cost.ItemPacker;
import dev.sluice.schema.StoredType;
import dev.sluice.schema.Target;
import dev.sluice.telemetry.Consumption;

import org.dataloader.BatchLoader;
import org.dataloader.CacheKey;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.Try;
import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/// The reads and writes of one request. One thread uses it, and that thread completes all its
/// futures.
///
/// Reads are collected until `runWave` sends them. What was read once is not read again, whatever
/// asks for it, except by `itemAnew`. A future that fails does so with a `Refusal`.
public final class Session {
    private final Map<String, PhysicalTable> tables;
    private final ItemReader itemReader;
    private final PageReader pageReader;
    private final ItemReads itemReads;
    private final Writes writes;
    private final Wire wire;
    private final Meter meter;
    private final Deadline deadline;
    private final Wave wave = new Wave();
    private final DataLoader<ItemRead, Optional<Found>> items =
            loader(this::readItems, ItemRead::identity);
    private final DataLoader<QueryRequest, QueryResponse> pages =
            loader(this::readPages, query -> query);
    private final Findings findings = new Findings();
    private int waves;
    private int asked;
    private int sent;
    private int writing;
    private int running;
    private boolean repeated;

    Session(
            Map<String, PhysicalTable> tables,
            ItemReader itemReader,
            ItemReads itemReads,
            Writes writes,
            Wire wire,
            Meter meter,
            Deadline deadline) {
        this.tables = tables;
        this.itemReader = itemReader;
        this.pageReader = new PageReader(itemReader);
        this.itemReads = itemReads;
        this.writes = writes;
        this.wire = wire;
        this.meter = meter;
        this.deadline = deadline;
    }

    /// The item, or null where there is none, it has expired, or it is of no type of the target.
    public CompletableFuture<@Nullable Item> item(ItemRequest request) {
        var target = request.target();
        var key = table(target.table()).key(request);
        if (key == null) {
            return CompletableFuture.completedFuture(null);
        }
        int kilobytes = kilobytes(target);
        asked++;
        return items.getIfPresent(new ItemRead.Shared(key.consistently(), kilobytes))
                .orElseGet(() -> items.load(new ItemRead.Shared(key, kilobytes)))
                .thenApply(found -> found.map(item -> read(target, item)).orElse(null));
    }

    private static int kilobytes(Target target) {
        return target.members().stream().mapToInt(StoredType::itemSize).max().orElseThrow();
    }

    /// The record, or null where there is none. The wave reads one key for each place, whatever
    /// else it reads: how many keys it reads does not depend on the records.
    ///
    /// @param grants whether the caller is let in where the record is there: then, and only then,
    ///   it is known to whatever asks for it later
    public CompletableFuture<@Nullable Item> record(RecordRequest request, boolean grants) {
        var named = request.named();
        var standIn = request.standIns().apply(0);
        var target = standIn.target();
        var table = table(target.table());
        var key = named == null ? null : table.key(named);
        if (key == null && table.key(standIn) == null) {
            return CompletableFuture.completedFuture(null);
        }
        asked++;
        var read =
                new ItemRead.Apart(
                        request.place(),
                        key,
                        kilobytes(target),
                        number -> table.key(request.standIns().apply(number)));
        forgetFailed(read);
        return items.load(read)
                .thenApply(found -> {
                    if (key == null || found.isEmpty()) {
                        return null;
                    }
                    if (grants) {
                        items.prime(new ItemRead.Shared(key, kilobytes(target)), found);
                    }
                    return read(target, found.get());
                });
    }

    /// As `item`, but what failed is asked for again.
    public CompletableFuture<@Nullable Item> itemUnlessFailed(ItemRequest request) {
        var key = table(request.target().table()).key(request);
        if (key != null) {
            forgetFailed(new ItemRead.Shared(key, 0));
        }
        return item(request);
    }

    private void forgetFailed(ItemRead read) {
        if (items.getIfPresent(read)
                .filter(CompletableFuture::isCompletedExceptionally)
                .isPresent()) {
            items.clear(read);
        }
    }

    /// As `item`, but sent again where an earlier wave had the answer: that no request is needed
    /// would tell of what was read before.
    public CompletableFuture<@Nullable Item> itemAnew(ItemRequest request) {
        var key = table(request.target().table()).key(request);
        if (key != null) {
            forget(key);
            forget(key.consistently());
        }
        return item(request);
    }

    private void forget(ItemKey key) {
        var read = new ItemRead.Shared(key, 0);
        if (items.getIfPresent(read).filter(CompletableFuture::isDone).isPresent()) {
            items.clear(read);
        }
    }

    /// The item that an earlier wave read, or null where it found none or none was read.
    public @Nullable Item known(ItemRequest request) {
        var key = table(request.target().table()).key(request);
        return key == null ? null : known(request.target(), key);
    }

    private @Nullable Item known(Target target, ItemKey key) {
        return items.getIfPresent(new ItemRead.Shared(key, 0))
                .filter(found -> found.isDone() && !found.isCompletedExceptionally())
                .flatMap(CompletableFuture::join)
                .map(found -> read(target, found))
                .orElse(null);
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
        asked++;
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
        Writes.Prepared prepared;
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
                            items.clearAll();
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

    private @Nullable Item read(Target target, Found found) {
        return switch (itemReader.read(target, found.attributes())) {
            case Reading.Fits(Item item) -> {
                findings.read(item, found.kilobytes());
                yield item;
            }
            case Reading.Expired() -> null;
            case Reading.Unfit(var reason) -> {
                var key = table(target.table()).key(found.attributes());
                findings.leftOut(target, reason, key);
                yield null;
            }
        };
    }

    /// Sends everything asked for since the last wave in the fewest requests, all at the same time;
    /// waits for the answers, at most until the deadline; then completes their futures.
    ///
    /// @return false when nothing was asked for
    public boolean runWave() {
        int reads =
                items.dispatchWithCounts().getKeysCount()
                        + pages.dispatchWithCounts().getKeysCount();
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
        return meter.consumption(waves, Math.max(0, asked - sent));
    }

    /// What was met so far that the schema does not declare.
    public Findings findings() {
        return findings;
    }

    private CompletionStage<List<Try<Optional<Found>>>> readItems(List<ItemRead> reads) {
        var sending = WaveKeys.of(reads);
        var found = new HashMap<ItemKey, CompletableFuture<ItemsFound>>();
        for (var batch : ItemPacker.pack(sending.sent(), WaveKeys.Sent::load)) {
            var keys = batch.stream().map(WaveKeys.Sent::key).toList();
            var answer = wave.submit(() -> itemReads.read(keys));
            keys.forEach(key -> found.put(key, answer));
        }
        return settled(
                reads.stream()
                        .map(sending::answering)
                        .map(key ->
                                key == null
                                        ? CompletableFuture.completedFuture(
                                                Optional.<Found>empty())
                                        : Objects.requireNonNull(found.get(key))
                                                .thenApply(answer -> answer.item(key)))
                        .toList());
    }

    private CompletionStage<List<Try<QueryResponse>>> readPages(List<QueryRequest> queries) {
        return settled(
                queries.stream().map(query -> wave.submit(() -> wire.query(query))).toList());
    }

    private PhysicalTable table(String name) {
        var table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("the schema has no table " + name);
        }
        return table;
    }

    /// Each future's end, once all have ended.
    private static <T extends @Nullable Object> CompletableFuture<List<Try<T>>> settled(
            List<CompletableFuture<T>> futures) {
        var tries = futures.stream().map(Try::tryFuture).toList();
        return CompletableFuture.allOf(tries.toArray(CompletableFuture[]::new))
                .thenApply(_ -> tries.stream().map(CompletableFuture::join).toList());
    }

    /// @param identity what makes two keys one
    private static <K, V extends @Nullable Object> DataLoader<K, V> loader(
            BatchLoader<K, Try<V>> batches, CacheKey<K> identity) {
        return DataLoaderFactory.newDataLoaderWithTry(
                batches, DataLoaderOptions.newOptions().setCacheKeyFunction(identity).build());
    }
}

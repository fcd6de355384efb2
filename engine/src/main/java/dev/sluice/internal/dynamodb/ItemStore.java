// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import dev.sluice.internal.cost.BatchPacker;
import dev.sluice.internal.dynamodb.item.Findings;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemClassifier;
import dev.sluice.internal.dynamodb.item.ItemKey;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.dynamodb.item.PhysicalTable;
import dev.sluice.internal.dynamodb.item.ReadItem;
import dev.sluice.internal.dynamodb.item.ReadingContext;
import dev.sluice.internal.dynamodb.read.BatchRead;
import dev.sluice.internal.dynamodb.read.BatchReader;
import dev.sluice.internal.dynamodb.read.BatchResult;
import dev.sluice.internal.dynamodb.read.KeyedRead;
import dev.sluice.internal.dynamodb.read.RecordRequest;
import dev.sluice.internal.dynamodb.read.WaveKeys;
import dev.sluice.internal.dynamodb.retry.Failures;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.wave.WaveLoop;

import org.dataloader.DataLoader;
import org.dataloader.Try;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;

/// The items that one request reads. Collects the reads and keeps their results.
final class ItemStore {
    private final Function<String, PhysicalTable> tables;
    private final ItemClassifier reader;
    private final BatchReader reads;
    private final WaveLoop loop;
    private final Findings findings;
    private final WaveGate gate;
    private final DataLoader<KeyedRead, Optional<ReadItem>> loader =
            Loaders.loader(this::send, KeyedRead::identity);
    private final IdentityHashMap<ReadItem, Classified> classified = new IdentityHashMap<>();
    private boolean readsConsistently;
    private int asked;

    /// What a stored item was to the target that asked for it last.
    private record Classified(Target target, @Nullable Item item) {}

    /// @param tables by their names in the schema
    /// @param gate decides which reads are sent
    ItemStore(
            Function<String, PhysicalTable> tables,
            ItemClassifier reader,
            BatchReader reads,
            WaveLoop loop,
            Findings findings,
            WaveGate gate) {
        this.tables = tables;
        this.reader = reader;
        this.reads = reads;
        this.loop = loop;
        this.findings = findings;
        this.gate = gate;
    }

    /// Returns the item, or null if it does not exist, has expired, or has none of the target's
    /// types.
    CompletableFuture<@Nullable Item> item(ItemRequest request) {
        var target = request.target();
        var found = found(request);
        if (found == null) {
            return CompletableFuture.completedFuture(null);
        }
        asked++;
        return found.thenApply(held -> held.map(item -> read(target, item)).orElse(null));
    }

    /// Requests an item for which a later call of `item` may ask.
    ///
    /// @return false if no item can have the key
    boolean ahead(ItemRequest request) {
        return found(request) != null;
    }

    /// Returns null if no item can have the key.
    private @Nullable CompletableFuture<Optional<ReadItem>> found(ItemRequest request) {
        var key = tables.apply(request.target().table()).key(request);
        if (key == null) {
            return null;
        }
        int kilobytes = request.target().itemSize();
        readsConsistently |= key.consistent();
        var better =
                readsConsistently
                        ? answer(new KeyedRead.Shared(key.consistently(), kilobytes))
                        : null;
        return better == null ? loader.load(new KeyedRead.Shared(key, kilobytes)) : better;
    }

    /// Returns the record, or null if it does not exist. The wave reads one key for each place,
    /// whatever else it reads, so the number of keys does not depend on the records.
    ///
    /// @param grants whether the record grants the caller access; only then do later reads of the
    ///   same item reuse it
    CompletableFuture<@Nullable Item> record(RecordRequest request, Predicate<Item> grants) {
        var named = request.named();
        var standIn = request.standIn();
        var target = standIn.target();
        var table = tables.apply(target.table());
        var key = named == null ? null : table.key(named);
        if (key == null && table.key(standIn) == null) {
            return CompletableFuture.completedFuture(null);
        }
        asked++;
        var read =
                new KeyedRead.Apart(
                        request.place(),
                        key,
                        target.itemSize(),
                        number -> table.key(request.placeholders().apply(number)));
        forgetFailed(read);
        return loader.load(read)
                .thenApply(found -> {
                    if (key == null || found.isEmpty()) {
                        return null;
                    }
                    var record = read(target, found.get());
                    if (record != null && grants.test(record)) {
                        readsConsistently |= key.consistent();
                        loader.prime(new KeyedRead.Shared(key, target.itemSize()), found);
                    }
                    return record;
                });
    }

    /// Like `item`, but reads again if the earlier read failed.
    CompletableFuture<@Nullable Item> itemOrRetry(ItemRequest request) {
        var key = tables.apply(request.target().table()).key(request);
        if (key != null) {
            forgetFailed(new KeyedRead.Shared(key, 0));
        }
        return item(request);
    }

    /// Returns the answer of an equal read, or null if none was requested.
    private @Nullable CompletableFuture<Optional<ReadItem>> answer(KeyedRead read) {
        return loader.getIfPresent(read).orElse(null);
    }

    private void forgetFailed(KeyedRead read) {
        if (answer(read) instanceof CompletableFuture<?> answer
                && answer.isCompletedExceptionally()) {
            loader.clear(read);
        }
    }

    /// Like `item`, but reads again even if an earlier wave has the item.
    CompletableFuture<@Nullable Item> itemAnew(ItemRequest request) {
        var key = tables.apply(request.target().table()).key(request);
        if (key != null) {
            forget(key);
            forget(key.consistently());
        }
        return item(request);
    }

    private void forget(ItemKey key) {
        var read = new KeyedRead.Shared(key, 0);
        if (answer(read) instanceof CompletableFuture<?> answer && answer.isDone()) {
            loader.clear(read);
        }
    }

    /// Returns the item that an earlier wave read, or null if that wave found no item, or if no
    /// wave has read it.
    @Nullable Item known(ItemRequest request) {
        var key = tables.apply(request.target().table()).key(request);
        return key == null ? null : known(request.target(), key);
    }

    private @Nullable Item known(Target target, ItemKey key) {
        var found = answer(new KeyedRead.Shared(key, 0));
        return found != null && found.state() == Future.State.SUCCESS
                ? found.resultNow().map(item -> read(target, item)).orElse(null)
                : null;
    }

    private @Nullable Item read(Target target, ReadItem found) {
        var known = classified.get(found);
        if (known != null && known.target().equals(target)) {
            return known.item();
        }
        var item = classify(target, found);
        classified.put(found, new Classified(target, item));
        return item;
    }

    private @Nullable Item classify(Target target, ReadItem found) {
        return switch (reader.read(target, found.attributes())) {
            case ReadingContext.Fits(Item item) -> {
                findings.read(item, found.consumed());
                yield item;
            }
            case ReadingContext.Gone(), ReadingContext.OfAnotherType() -> null;
            case ReadingContext.Unfit(var reason) -> {
                var key = tables.apply(target.table()).key(found.attributes());
                findings.leftOut(target, reason, key);
                yield null;
            }
        };
    }

    /// Returns how many reads were requested, including those that needed no request.
    int asked() {
        return asked;
    }

    /// Sends the reads that were requested since the last call, and returns their number.
    int dispatch() {
        return loader.dispatchWithCounts().getKeysCount();
    }

    /// Forgets the items that were read.
    void forget() {
        loader.clearAll();
    }

    private CompletionStage<List<Try<Optional<ReadItem>>>> send(List<KeyedRead> asked) {
        var sending = WaveKeys.of(asked);
        var batches = new ArrayList<BatchRead>();
        for (var batch : BatchPacker.pack(sending.sent(), WaveKeys.Sent::load)) {
            batches.addAll(reads.reads(batch.stream().map(WaveKeys.Sent::key).toList()));
        }
        var refusal = gate.items(batches.size(), sending.sent());
        var found =
                refusal == null
                        ? sendAll(batches)
                        : CompletableFuture.completedFuture(BatchResult.refused(batches, refusal));
        return found.thenApply(result ->
                asked.stream().map(read -> found(sending.answering(read), result)).toList());
    }

    private static Try<Optional<ReadItem>> found(@Nullable ItemKey key, BatchResult result) {
        return Try.tryCall(() -> key == null ? Optional.empty() : result.item(key));
    }

    /// Returns the results of all batches. The next wave sends what is to be read again.
    private CompletableFuture<BatchResult> sendAll(List<BatchRead> batches) {
        var results = batches.stream().map(this::send).toList();
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .thenCompose(_ -> {
                    var result =
                            results.stream()
                                    .map(CompletableFuture::join)
                                    .reduce(BatchResult::and)
                                    .orElse(BatchResult.NOTHING);
                    return result.again().isEmpty()
                            ? CompletableFuture.completedFuture(result)
                            : sendAll(result.again()).thenApply(result::and);
                });
    }

    private CompletableFuture<BatchResult> send(BatchRead batch) {
        var late = reads.late();
        return late == null
                ? loop.submit(Refusing.task(() -> reads.read(batch)))
                        .exceptionally(failure ->
                                BatchResult.refused(List.of(batch), Failures.refusal(failure)))
                : CompletableFuture.completedFuture(BatchResult.refused(List.of(batch), late));
    }
}

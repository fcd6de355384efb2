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
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.wave.WaveLoop;

import org.dataloader.DataLoader;
import org.dataloader.Try;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    private int asked;

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
        return loader.getIfPresent(new KeyedRead.Shared(key.consistently(), kilobytes))
                .orElseGet(() -> loader.load(new KeyedRead.Shared(key, kilobytes)));
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

    private void forgetFailed(KeyedRead read) {
        if (loader.getIfPresent(read)
                .filter(CompletableFuture::isCompletedExceptionally)
                .isPresent()) {
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
        if (loader.getIfPresent(read).filter(CompletableFuture::isDone).isPresent()) {
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
        return loader.getIfPresent(new KeyedRead.Shared(key, 0))
                .filter(found -> found.isDone() && !found.isCompletedExceptionally())
                .flatMap(CompletableFuture::join)
                .map(found -> read(target, found))
                .orElse(null);
    }

    private @Nullable Item read(Target target, ReadItem found) {
        return switch (reader.read(target, found.attributes())) {
            case ReadingContext.Fits(Item item) -> {
                findings.read(item, found.kilobytes());
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
        var found = refusal == null ? sendAll(batches) : refused(batches, refusal);
        return Loaders.settled(
                asked.stream()
                        .map(sending::answering)
                        .map(key ->
                                key == null
                                        ? CompletableFuture.completedFuture(
                                                Optional.<ReadItem>empty())
                                        : Objects.requireNonNull(found.get(key)))
                        .toList());
    }

    private static Map<ItemKey, CompletableFuture<Optional<ReadItem>>> refused(
            List<BatchRead> batches, Refusal refusal) {
        var found = new HashMap<ItemKey, CompletableFuture<Optional<ReadItem>>>();
        for (var batch : batches) {
            batch.keys().forEach(key -> found.put(key, CompletableFuture.failedFuture(refusal)));
        }
        return found;
    }

    private Map<ItemKey, CompletableFuture<Optional<ReadItem>>> sendAll(List<BatchRead> batches) {
        var found = new HashMap<ItemKey, CompletableFuture<Optional<ReadItem>>>();
        for (var batch : batches) {
            var late = reads.late();
            var answer =
                    late == null
                            ? loop.submit(Loaders.refusing(() -> reads.read(batch)))
                                    .thenApply(this::answer)
                            : CompletableFuture.<Answer>failedFuture(late);
            batch.keys().forEach(key -> found.put(key, answer.thenCompose(of -> of.item(key))));
        }
        return found;
    }

    /// The next wave sends what is to be read again.
    private Answer answer(BatchResult result) {
        return new Answer(result, sendAll(result.again()));
    }

    /// @param again the items that the next wave reads
    private record Answer(
            BatchResult result, Map<ItemKey, CompletableFuture<Optional<ReadItem>>> again) {
        CompletableFuture<Optional<ReadItem>> item(ItemKey key) {
            var repeated = again.get(key);
            return repeated == null
                    ? CompletableFuture.completedFuture(result.item(key))
                    : repeated;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import dev.sluice.internal.dynamodb.client.MeteredClient;
import dev.sluice.internal.dynamodb.item.Findings;
import dev.sluice.internal.dynamodb.item.PhysicalTable;
import dev.sluice.internal.dynamodb.read.Page;
import dev.sluice.internal.dynamodb.read.PageReader;
import dev.sluice.internal.dynamodb.read.PageRequest;
import dev.sluice.internal.dynamodb.read.QueryRequests;
import dev.sluice.internal.dynamodb.read.Subtotal;
import dev.sluice.internal.wave.WaveLoop;

import org.dataloader.DataLoader;
import org.dataloader.Try;

import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// The pages that one request reads. Collects the reads and keeps their results.
final class PageStore {
    private final Function<String, PhysicalTable> tables;
    private final PageReader reader;
    private final MeteredClient client;
    private final WaveLoop loop;
    private final Findings findings;
    private final WaveGate gate;
    private final DataLoader<Query, QueryResponse> loader =
            Loaders.loader(this::send, Query::request);
    private int asked;

    private record Query(QueryRequest request, PhysicalTable table) {}

    /// @param tables by their names in the schema
    /// @param gate decides which reads are sent
    PageStore(
            Function<String, PhysicalTable> tables,
            PageReader reader,
            MeteredClient client,
            WaveLoop loop,
            Findings findings,
            WaveGate gate) {
        this.tables = tables;
        this.reader = reader;
        this.client = client;
        this.loop = loop;
        this.findings = findings;
        this.gate = gate;
    }

    /// Returns the page of one Query. If no item can match, returns an empty page without a
    /// request.
    CompletableFuture<Page> page(PageRequest request) {
        return read(request, Page.EMPTY, reader::page);
    }

    /// Counts the items of one Query. If no item can match, counts none without a request.
    CompletableFuture<Subtotal> subtotal(PageRequest request) {
        return read(request, Subtotal.NOTHING, reader::subtotal);
    }

    private interface Reading<T> {
        T read(PageRequest page, PhysicalTable table, QueryResponse response, Findings findings);
    }

    private <T> CompletableFuture<T> read(PageRequest page, T nothing, Reading<T> reading) {
        var table = tables.apply(page.target().table());
        var query = QueryRequests.of(page, table);
        if (query == null) {
            return CompletableFuture.completedFuture(nothing);
        }
        asked++;
        return request(new Query(query, table), page)
                .thenApply(response -> reading.read(page, table, response, findings));
    }

    /// Requests a page for which a later call of `page` may ask.
    ///
    /// @return false if no item can match
    boolean ahead(PageRequest page) {
        var table = tables.apply(page.target().table());
        var query = QueryRequests.of(page, table);
        if (query == null) {
            return false;
        }
        var _ = request(new Query(query, table), page);
        return true;
    }

    private CompletableFuture<QueryResponse> request(Query query, PageRequest page) {
        if (loader.getIfPresent(query).isEmpty()) {
            gate.page(query.request(), page);
        }
        return loader.load(query);
    }

    /// Returns how many pages were requested, including those that needed no request.
    int asked() {
        return asked;
    }

    /// Sends the reads that were requested since the last call, and returns their number. The wave
    /// of these reads has requested its items before.
    int dispatch() {
        return loader.dispatchWithCounts().getKeysCount();
    }

    private CompletionStage<List<Try<QueryResponse>>> send(List<Query> queries) {
        var refusal = gate.pages();
        var late = refusal == null ? client.late() : refusal;
        return Loaders.settled(
                queries.stream()
                        .map(query ->
                                late == null
                                        ? loop.submit(Refusing.task(() -> send(query)))
                                        : CompletableFuture.<QueryResponse>failedFuture(late))
                        .toList());
    }

    private QueryResponse send(Query query) {
        var keys = query.table().keyNames(query.request().indexName());
        return client.query(
                query.request(),
                reply ->
                        reply.hasItems()
                                && reply.items().stream()
                                        .allMatch(item -> item.keySet().containsAll(keys)));
    }

    /// Forgets the pages that were read.
    void forget() {
        loader.clearAll();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.dynamodb.cursor.CursorCodec;
import dev.sluice.internal.dynamodb.cursor.PageKey;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.read.Page;
import dev.sluice.internal.dynamodb.read.PartitionCount;
import dev.sluice.internal.dynamodb.read.PartitionPages;
import dev.sluice.internal.error.FieldPlace;
import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Reads a page of one partition, or of several (`@query`).
public record QueryFetch(Field field, Source.QueryRead source, Catalog catalog, CursorCodec cursors)
        implements ReadFetcher.Reading {
    private static final PageSlice FIRST = new PageSlice(1, false, null);

    @Override
    public CompletableFuture<? extends @Nullable Object> start(
            RequestScope scope,
            Operation.Call call,
            ValueReader values,
            Supplier<FieldPlace> place) {
        return switch (source.answer()) {
            case FIRST -> {
                var pages = pages(call, values, FIRST, null);
                yield pages == null
                        ? CompletableFuture.completedFuture(null)
                        : first(scope, values, pages);
            }
            case CONNECTION -> connection(scope, call, values);
        };
    }

    @Override
    public boolean continues(RequestScope scope, Operation.Call call, ValueReader values) {
        try {
            if (source.answer() == Source.QueryRead.Answer.CONNECTION) {
                var slice = PageSlice.of(source, call);
                var _ = start(scope, slice, () -> CursorBinding.of(field, source, values));
            }
            return true;
        } catch (Refusal _) {
            return false;
        }
    }

    /// Requests the page without waiting for its parent.
    ///
    /// @return false if no item can match
    /// @throws Refusal BAD_CURSOR
    boolean ahead(RequestScope scope, Operation.Call call, ValueReader values) {
        var slice =
                switch (source.answer()) {
                    case FIRST -> FIRST;
                    case CONNECTION -> PageSlice.of(source, call);
                };
        var start = start(scope, slice, () -> CursorBinding.of(field, source, values));
        var pages = pages(call, values, slice, start);
        return pages != null && pages.ahead(scope.reads()::ahead);
    }

    /// @throws Refusal BAD_CURSOR
    private @Nullable PageKey start(RequestScope scope, PageSlice slice, Supplier<String> context) {
        if (slice.cursor() == null) {
            return null;
        }
        var place = cursors.open(slice.cursor(), context.get(), scope.deadline());
        var start = place.start(slice.isBackward());
        if (start == null) {
            throw new Refusal(ErrorCode.BAD_CURSOR);
        }
        return start;
    }

    /// Checks access to the item as the index has it, so that a hidden item is not read from the
    /// table, and then again as the table has it.
    private CompletableFuture<@Nullable Item> first(
            RequestScope scope, ValueReader values, PartitionPages request) {
        var found =
                request.read(scope.reads()::page)
                        .<@Nullable Item>thenCompose(page ->
                                visible(
                                        request,
                                        page.items().stream().findFirst().orElse(null),
                                        scope,
                                        values));
        return source.holds(request.projection())
                ? found
                : found.thenCompose(item -> whole(item, scope, values, request));
    }

    private CompletableFuture<@Nullable Item> whole(
            @Nullable Item found, RequestScope scope, ValueReader values, PartitionPages request) {
        return found == null
                ? CompletableFuture.completedFuture(null)
                : scope.reads()
                        .item(found.key(false))
                        .thenCompose(item ->
                                item == null || !request.covers(item, scope.reads().findings())
                                        ? CompletableFuture.completedFuture(null)
                                        : visible(request, item, scope, values));
    }

    private CompletableFuture<@Nullable Item> visible(
            PartitionPages request, @Nullable Item item, RequestScope scope, ValueReader values) {
        return scope.guard()
                .visible(request.reference(), source.target(), item, source.ruleFields(), values);
    }

    private CompletableFuture<Connection> connection(
            RequestScope scope, Operation.Call call, ValueReader values) {
        var slice = PageSlice.of(source, call);
        var context = CursorBinding.of(field, source, values);
        var start = start(scope, slice, () -> context);
        var paging =
                new Connection.Paging(
                        slice.isBackward(),
                        source.goesBack(),
                        start != null,
                        place -> cursors.seal(place, context));
        var none =
                CompletableFuture.<@Nullable Integer>completedFuture(
                        source.count() == null && source.counter() == null ? null : 0);
        var empty = Connection.of(Page.EMPTY, paging, none);
        var pages = pages(call, values, slice, start);
        if (pages == null) {
            return CompletableFuture.completedFuture(empty);
        }
        return scope.guard()
                .visibleMembers(source, values)
                .thenCompose(visible ->
                        visible.isEmpty()
                                ? CompletableFuture.completedFuture(empty)
                                : listed(scope, call, values, visible, pages, paging));
    }

    private CompletableFuture<Connection> listed(
            RequestScope scope,
            Operation.Call call,
            ValueReader values,
            Set<String> visible,
            PartitionPages pages,
            Connection.Paging paging) {
        var total = total(scope, call, values, visible);
        return read(scope, pages, visible).thenApply(page -> Connection.of(page, paging, total));
    }

    /// Returns the number of items in the whole list. It is not known if the caller may see only
    /// some of the types, because a count could reveal the others.
    private CompletableFuture<@Nullable Integer> total(
            RequestScope scope, Operation.Call call, ValueReader values, Set<String> visible) {
        var limit = source.count();
        var counter = source.counter();
        if (!call.isCounted() || visible.size() < source.target().members().size()) {
            return CompletableFuture.completedFuture(null);
        }
        if (counter != null) {
            return CompletableFuture.completedFuture((Integer) values.tolerant().read(counter));
        }
        var pages = limit == null ? null : pages(call, values, FIRST, null);
        return limit == null || pages == null
                ? CompletableFuture.completedFuture(null)
                : new PartitionCount(limit, scope.reads()::subtotal).of(pages.requests());
    }

    private @Nullable PartitionPages pages(
            Operation.Call call, ValueReader values, PageSlice slice, @Nullable PageKey start) {
        return new ListPages(source, catalog).of(values, slice, start, call.attributes());
    }

    /// Returns the page with only the items that the caller may see. Reads from the table what the
    /// index does not hold.
    private CompletableFuture<Page> read(
            RequestScope scope, PartitionPages request, Set<String> visible) {
        var page =
                request.read(scope.reads()::page)
                        .thenApply(
                                found -> found.only(item -> visible.contains(item.type().name())));
        return source.holds(request.projection())
                ? page
                : page.thenCompose(found -> completed(scope, request, found));
    }

    /// Drops an item that was deleted or left the page's range after the index was updated.
    private static CompletableFuture<Page> completed(
            RequestScope scope, PartitionPages request, Page page) {
        var items = page.items().stream().map(item -> scope.reads().item(item.key(false))).toList();
        return CompletableFuture.allOf(items.toArray(CompletableFuture[]::new))
                .thenApply(_ -> {
                    var entries = new ArrayList<Page.Entry>();
                    for (int i = 0; i < items.size(); i++) {
                        var item = items.get(i).join();
                        if (item != null && request.covers(item, scope.reads().findings())) {
                            var key = page.entries().get(i).key();
                            entries.add(new Page.Entry(item, key));
                        }
                    }
                    return new Page(entries, page.hasNext(), page.end());
                });
    }
}

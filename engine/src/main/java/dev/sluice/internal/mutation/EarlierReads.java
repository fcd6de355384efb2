// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.query.GetItemFetch;
import dev.sluice.internal.query.WholeList;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/// The reads of one mutation field before its writes: first the items (`@getItem(as:)`), then the
/// lists of these items for whose elements writes run.
final class EarlierReads {
    private final Source.Mutation source;
    private final RequestScope scope;
    private final Catalog catalog;
    private final ValueReader values;
    private final Map<String, CompletableFuture<@Nullable Item>> items = new TreeMap<>();
    private @Nullable CompletableFuture<EarlierItems> all;

    /// Starts to read the items.
    EarlierReads(Source.Mutation source, RequestScope scope, Catalog catalog, ValueReader values) {
        this.source = source;
        this.scope = scope;
        this.catalog = catalog;
        this.values = values;
        source.reads()
                .forEach((alias, read) ->
                        items.put(alias, new GetItemFetch(read).read(scope, values)));
    }

    /// Completes when the items have been read, whether or not they exist.
    CompletableFuture<Void> items() {
        return CompletableFuture.allOf(items.values().toArray(CompletableFuture[]::new));
    }

    /// Returns the items, after `items` has completed, and their lists. Reads the lists only once.
    /// Fails with `Refusal` NOT_FOUND or TOO_MANY_ITEMS.
    CompletableFuture<EarlierItems> all() {
        if (all == null) {
            all = CompletableFuture.completedFuture(items).thenCompose(_ -> withLists(found()));
        }
        return all;
    }

    private Map<String, Item> found() {
        var found = new HashMap<String, Item>();
        items.forEach((alias, read) -> {
            var item = read.join();
            if (item == null) {
                var type = Objects.requireNonNull(source.reads().get(alias)).target().type();
                throw new Refusal(ErrorCode.NOT_FOUND, Map.of(Parameter.TYPE, type));
            }
            found.put(alias, item);
        });
        return found;
    }

    private CompletableFuture<EarlierItems> withLists(Map<String, Item> found) {
        var lists = new HashMap<Value.Reference, CompletableFuture<List<Item>>>();
        for (var list : source.lists()) {
            var parent = Objects.requireNonNull(found.get(list.alias()));
            lists.put(list.reference(), new WholeList(list, catalog).read(scope, values, parent));
        }
        return CompletableFuture.allOf(lists.values().toArray(CompletableFuture[]::new))
                .thenApply(_ -> {
                    var read = new HashMap<Value.Reference, List<Item>>();
                    lists.forEach((list, items) -> read.put(list, items.join()));
                    return new EarlierItems(found, read);
                });
    }
}

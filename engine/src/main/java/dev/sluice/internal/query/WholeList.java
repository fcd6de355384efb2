// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.read.Page;
import dev.sluice.internal.dynamodb.read.PartitionPages;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.MutationList;
import dev.sluice.internal.value.ValueReader;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Reads a list whole, for a mutation that writes its items.
public record WholeList(MutationList list, Catalog catalog) {

    /// Returns all items of the list. Fails with `Refusal` NOT_FOUND if the caller may not see
    /// them, whether or not there are any, and TOO_MANY_ITEMS if there are more than its
    /// `maxItems`.
    ///
    /// @param parent the item that has the list
    public CompletableFuture<List<Item>> read(RequestScope scope, ValueReader values, Item parent) {
        var known = values.judging(parent::value);
        var slice = new PageSlice(list.read().maxItems(), false, null);
        var pages = new ListPages(list.read(), catalog).of(known, slice, null, Set.of());
        return scope.guard()
                .visibleMembers(list.read(), known)
                .thenCompose(visible -> {
                    if (visible.isEmpty()) {
                        throw new Refusal(ErrorCode.NOT_FOUND, type());
                    }
                    return pages == null
                            ? CompletableFuture.completedFuture(List.of())
                            : read(scope, pages);
                });
    }

    private CompletableFuture<List<Item>> read(RequestScope scope, PartitionPages pages) {
        return pages.read(scope.reads()::page).thenApply(this::whole);
    }

    private List<Item> whole(Page page) {
        if (page.hasNext()) {
            throw new Refusal(
                    ErrorCode.TOO_MANY_ITEMS,
                    Map.of(
                            Parameter.MAXIMUM,
                            list.read().maxItems(),
                            Parameter.TYPE,
                            list.type().name()));
        }
        return page.items();
    }

    private Map<Parameter, String> type() {
        return Map.of(Parameter.TYPE, list.type().name());
    }
}

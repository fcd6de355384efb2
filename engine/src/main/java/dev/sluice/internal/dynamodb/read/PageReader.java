// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.read;

import dev.sluice.internal.dynamodb.cursor.PageKey;
import dev.sluice.internal.dynamodb.item.Findings;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemClassifier;
import dev.sluice.internal.dynamodb.item.PhysicalTable;
import dev.sluice.internal.dynamodb.item.ReadingContext;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Turns a Query's answer into a page, or counts its items. Pure, except for the clock.
public final class PageReader {
    private final ItemClassifier reader;

    public PageReader(ItemClassifier reader) {
        this.reader = reader;
    }

    /// @param findings collects each item that is left out
    public Page page(
            PageRequest request, PhysicalTable table, QueryResponse response, Findings findings) {
        var entries = new ArrayList<Page.Entry>();
        boolean cut = false;
        for (Map<String, AttributeValue> attributes : response.items()) {
            var item = item(request, table, attributes, findings);
            if (item == null) {
                continue;
            }
            if (entries.size() >= request.first()) {
                cut = true;
                break;
            }
            entries.add(new Page.Entry(item, table.pageKey(request.index(), attributes)));
        }
        PageKey reached = stop(response);
        return new Page(entries, cut || reached != null, end(request, entries, reached));
    }

    /// Counts the items that a page would contain.
    ///
    /// @param findings as for a page
    public Subtotal subtotal(
            PageRequest request, PhysicalTable table, QueryResponse response, Findings findings) {
        var items =
                response.items().stream()
                        .filter(attributes -> item(request, table, attributes, findings) != null)
                        .count();
        var read = response.scannedCount();
        return new Subtotal(
                (int) items, read == null ? response.items().size() : read, stop(response));
    }

    private static @Nullable PageKey stop(QueryResponse response) {
        return response.hasLastEvaluatedKey() ? new PageKey(response.lastEvaluatedKey()) : null;
    }

    private @Nullable Item item(
            PageRequest request,
            PhysicalTable table,
            Map<String, AttributeValue> attributes,
            Findings findings) {
        return switch (reader.read(request.target(), attributes)) {
            case ReadingContext.Fits(Item item) -> {
                findings.read(item);
                yield request.agrees(item, findings) && request.admits(item) ? item : null;
            }
            case ReadingContext.Gone(), ReadingContext.OfAnotherType() -> null;
            case ReadingContext.Unfit(var reason) -> {
                findings.leftOut(request.target(), reason, table.key(attributes));
                yield null;
            }
        };
    }

    /// A full page ends at its last item. Any other page ends where DynamoDB stopped, so that the
    /// next page advances even past items that were dropped.
    private static @Nullable PageKey end(
            PageRequest request, List<Page.Entry> entries, @Nullable PageKey reached) {
        PageKey last = entries.isEmpty() ? start(request) : entries.getLast().key();
        return entries.size() >= request.first() || reached == null ? last : reached;
    }

    private static @Nullable PageKey start(PageRequest request) {
        return request.start() instanceof PageStart.After(var key) ? key : null;
    }
}

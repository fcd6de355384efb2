// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.dynamodb.cursor.ListPlace;
import dev.sluice.internal.dynamodb.cursor.PageKey;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.read.Page;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// A page as clients see it. A cursor is sealed when it is selected.
///
/// Source: GraphQL Cursor Connections Specification (Relay).
///
/// @param total the number of items in the whole list, or null if it is not known
record Connection(List<Edge> edges, PageInfo pageInfo, CompletableFuture<@Nullable Integer> total) {

    /// How a page was asked for.
    ///
    /// @param isBackward whether it is the end of a list, or of what is before a cursor
    /// @param goesBack whether the field has such pages at all
    /// @param isContinued whether the page starts at a cursor
    record Paging(
            boolean isBackward,
            boolean goesBack,
            boolean isContinued,
            Function<ListPlace, String> seal) {

        /// Returns the place of the last item that was read.
        ///
        /// @param stop where DynamoDB stopped after items that were dropped
        /// @param item null if no item is shown
        ListPlace ending(PageKey stop, @Nullable PageKey item) {
            if (!goesBack) {
                return ListPlace.of(stop);
            }
            return isBackward ? new ListPlace(item, stop) : new ListPlace(stop, item);
        }
    }

    record Edge(Item node, ListPlace place, Function<ListPlace, String> seal) {
        String cursor() {
            return seal.apply(place);
        }
    }

    /// @param start the place of `startCursor`, or null
    /// @param end the place of `endCursor`, or null
    record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable ListPlace start,
            @Nullable ListPlace end,
            Function<ListPlace, String> seal) {

        @Nullable String startCursor() {
            return start == null ? null : seal.apply(start);
        }

        @Nullable String endCursor() {
            return end == null ? null : seal.apply(end);
        }
    }

    /// Returns the connection of a page, in the order of the list. Each place in the list has
    /// exactly one cursor.
    ///
    /// @param page in the order in which it was read
    static Connection of(Page page, Paging paging, CompletableFuture<@Nullable Integer> total) {
        var sealed = new ConcurrentHashMap<ListPlace, String>();
        Function<ListPlace, String> once = key -> sealed.computeIfAbsent(key, paging.seal());
        var edges = edges(page, paging, once);
        var first = edges.isEmpty() ? null : edges.getFirst().place();
        var last = edges.isEmpty() ? null : edges.getLast().place();
        var stop = page.end() == null ? null : paging.ending(page.end(), null);
        var info =
                paging.isBackward()
                        ? new PageInfo(
                                paging.isContinued(),
                                page.hasNext(),
                                first == null ? stop : first,
                                last,
                                once)
                        : new PageInfo(
                                page.hasNext(),
                                paging.isContinued(),
                                first,
                                last == null ? stop : last,
                                once);
        return new Connection(edges, info, total);
    }

    /// The last item that was read has the cursor of the end of the page, because only items that
    /// were dropped are between the two.
    private static List<Edge> edges(Page page, Paging paging, Function<ListPlace, String> seal) {
        var edges = new ArrayList<Edge>();
        var entries = page.entries();
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            var isLast = i == entries.size() - 1;
            var place =
                    isLast && page.end() != null
                            ? paging.ending(page.end(), entry.key())
                            : ListPlace.of(entry.key());
            edges.add(new Edge(entry.item(), place, seal));
        }
        return List.copyOf(paging.isBackward() ? edges.reversed() : edges);
    }

    /// Answers a field of a connection, an edge or `PageInfo`.
    static @Nullable Object member(Object source, String field) {
        return switch (source) {
            case Connection page ->
                    switch (field) {
                        case "pageInfo" -> page.pageInfo();
                        case "edges" -> page.edges();
                        case "totalCount" -> page.total();
                        case "countIsPartial" -> page.total().thenApply(Objects::isNull);
                        default -> page.nodes();
                    };
            case Edge edge -> field.equals("cursor") ? edge.cursor() : edge.node();
            case PageInfo info ->
                    switch (field) {
                        case "hasNextPage" -> info.hasNextPage();
                        case "hasPreviousPage" -> info.hasPreviousPage();
                        case "startCursor" -> info.startCursor();
                        default -> info.endCursor();
                    };
            default -> throw new IllegalStateException("no part of a page");
        };
    }

    private List<Item> nodes() {
        return edges.stream().map(Edge::node).toList();
    }
}

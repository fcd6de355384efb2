// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.dynamodb.cursor.PageKey;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.read.Page;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// A page as clients see it. A cursor is sealed when it is selected.
///
/// Source: GraphQL Cursor Connections Specification (Relay).
record Connection(List<Edge> edges, PageInfo pageInfo) {

    record Edge(Item node, PageKey key, Function<PageKey, String> seal) {
        String cursor() {
            return seal.apply(key);
        }
    }

    /// @param end null if the list has ended
    record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable Edge first,
            @Nullable PageKey end,
            Function<PageKey, String> seal) {

        @Nullable String startCursor() {
            return first == null ? null : first.cursor();
        }

        @Nullable String endCursor() {
            return end == null ? null : seal.apply(end);
        }
    }

    /// Returns the connection of a page. Each place in the list has exactly one cursor.
    ///
    /// @param continued whether the page starts after a cursor
    static Connection of(Page page, boolean continued, Function<PageKey, String> seal) {
        var sealed = new ConcurrentHashMap<PageKey, String>();
        Function<PageKey, String> once = key -> sealed.computeIfAbsent(key, seal);
        var edges = edges(page, once);
        return new Connection(
                edges,
                new PageInfo(
                        page.hasNext(),
                        continued,
                        edges.isEmpty() ? null : edges.getFirst(),
                        page.end(),
                        once));
    }

    /// The last edge has the cursor of the end of the page, because only items that were dropped
    /// are between the two.
    private static List<Edge> edges(Page page, Function<PageKey, String> seal) {
        var edges = new ArrayList<Edge>();
        var entries = page.entries();
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            var isLast = i == entries.size() - 1;
            var key = isLast && page.end() != null ? page.end() : entry.key();
            edges.add(new Edge(entry.item(), key, seal));
        }
        return List.copyOf(edges);
    }

    /// Returns the page of a list that the caller may not see, or that has no key.
    static Connection empty(boolean continued) {
        return new Connection(List.of(), new PageInfo(false, continued, null, null, _ -> ""));
    }

    /// Answers a field of a connection, an edge or `PageInfo`.
    static @Nullable Object member(Object source, String field) {
        return switch (source) {
            case Connection page ->
                    field.equals("pageInfo")
                            ? page.pageInfo()
                            : field.equals("edges") ? page.edges() : page.nodes();
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

// SPDX-License-Identifier: Apache-2.0
package peer;

import java.util.List;
import java.util.function.Function;

/// A connection of Relay.
record Page<T>(List<Edge<T>> edges, PageInfo pageInfo) {
    record Edge<T>(T node, String cursor) {}

    record PageInfo(boolean hasNextPage, String endCursor) {}

    /// @param items one more than the page has, if there are more
    static <T> Page<T> of(List<Item> items, int first, Function<Item, T> type) {
        var edges =
                items.stream()
                        .limit(first)
                        .map(item -> new Edge<>(type.apply(item), item.text("id")))
                        .toList();
        var last = edges.isEmpty() ? null : edges.get(edges.size() - 1).cursor();
        return new Page<>(edges, new PageInfo(items.size() > first, last));
    }
}

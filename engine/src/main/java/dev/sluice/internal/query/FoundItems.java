// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.cost.ReadUnits;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.request.PathReads;
import dev.sluice.internal.schema.Source;

import graphql.execution.DataFetcherResult;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Describes the answer of a read, so that the answers of two access paths can be compared.
///
/// @param attributes that the selection needs of each item
record FoundItems(Source source, Set<String> attributes) {
    private static final double HALVES = 2;

    /// @param answer of a [ReadFetcher.Reading] of the source
    PathReads.Found in(@Nullable Object answer) {
        return switch (answer) {
            case Connection page ->
                    found(
                            page.edges().stream().map(Connection.Edge::node).toList(),
                            page.pageInfo().hasNextPage());
            case DataFetcherResult<?> list when list.hasErrors() ->
                    throw new IllegalStateException("some items could not be read");
            case DataFetcherResult<?> list ->
                    found(Objects.requireNonNull((List<?>) list.getData()), false);
            case null, default -> found(Collections.singletonList(answer), false);
        };
    }

    private PathReads.Found found(List<? extends @Nullable Object> answered, boolean continues) {
        var items = answered.stream().flatMap(FoundItems::item).toList();
        var compared =
                answered.stream()
                        .<Object>map(one ->
                                one instanceof Item item ? item.compared(attributes) : List.of())
                        .toList();
        return new PathReads.Found(compared, continues, items.size(), units(items));
    }

    private static Stream<Item> item(@Nullable Object answered) {
        return answered instanceof Item item ? Stream.of(item) : Stream.empty();
    }

    /// Returns the units of the items alone, as DynamoDB counts them.
    private double units(List<Item> items) {
        var halves =
                switch (source) {
                    case Source.QueryRead query -> {
                        var kilobytes = items.stream().mapToInt(Item::kilobytes).sum();
                        yield ReadUnits.ofItem(kilobytes, query.consistent());
                    }
                    case Source.Keyed keyed -> halves(items, keyed);
                    case Source.ListRead list -> halves(items, list.each());
                    case Source.Stored _,
                            Source.Derived _,
                            Source.Paging _,
                            Source.Mutation _,
                            Source.Computed _,
                            Source.Answered _,
                            Source.Member _ ->
                            0;
                };
        return halves / HALVES;
    }

    private static long halves(List<Item> items, Source.Keyed keyed) {
        var consistent = keyed.reads().getFirst().consistent();
        return items.stream()
                .mapToLong(item -> ReadUnits.ofItem(item.kilobytes(), consistent))
                .sum();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.dynamodb.cursor.PageKey;
import dev.sluice.internal.dynamodb.expression.Filter;
import dev.sluice.internal.dynamodb.read.PageRequest;
import dev.sluice.internal.dynamodb.read.PartitionPages;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.FanOut;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.value.KeyWriter;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/// Makes the requests of a page from the values of its field.
record ListPages(Source.QueryRead source, Catalog catalog) {

    /// Returns the requests, or null if no partition can have an item.
    ///
    /// @param start where the page starts, or null
    /// @param attributes to fetch, or none to fetch all
    /// @throws Refusal BAD_USER_INPUT if the time of the request makes a range of times too long
    @Nullable PartitionPages of(
            ValueReader values, PageSlice slice, @Nullable PageKey start, Set<String> attributes) {
        var keys = new KeyWriter(values);
        var partitions = keys.partitions(source.condition());
        if (partitions.isEmpty()) {
            return null;
        }
        for (var fanOut : source.condition().fanOuts()) {
            if (fanOut instanceof FanOut.Times times && keys.exceeds(times)) {
                throw new Refusal(
                        Reason.TIMES_TOO_FAR_APART, Map.of(Parameter.MAXIMUM, times.most()));
            }
        }
        var range = keys.range(source.condition().sort());
        var first = slice.size();
        var filter = filter(values);
        var sort = source.target().members().getFirst().key(source.index()).sort();
        var whole =
                new PageRequest(
                        source.target(),
                        source.index(),
                        source.condition().partition().attribute(),
                        partitions.getFirst(),
                        sort == null ? null : sort.attribute(),
                        range,
                        isAscending(values) != slice.isBackward(),
                        filter,
                        first,
                        filter == null ? source.limitUnfiltered(first) : source.limit(first),
                        source.consistent(),
                        null,
                        attributes);
        return PartitionPages.of(whole, partitions, slice.isBackward(), start);
    }

    private boolean isAscending(ValueReader values) {
        var chosen = source.order();
        return chosen == null ? source.ascending() : !"DESC".equals(values.read(chosen));
    }

    private @Nullable Filter filter(ValueReader values) {
        var condition = source.filter();
        return condition == null
                ? null
                : Filter.given(
                        condition, source.target(), source.index(), catalog.shapes(), values::read);
    }
}

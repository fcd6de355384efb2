// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.schema.Source;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Reads one item for each element of a list (`IN $list`).
record ListReading(Source.ListRead source) implements ReadFetcher.Read {

    @Override
    public @Nullable Object start(RequestScope scope, Operation.Call call, ValueReader values) {
        if (!(values.read(source.list()) instanceof List<?> elements)) {
            return null;
        }
        var item = new ItemReading(source.each());
        var items = new ArrayList<CompletableFuture<?>>();
        for (var element : elements) {
            items.add(
                    element == null
                            ? CompletableFuture.completedFuture(null)
                            : item.read(scope, values.withElement(element)));
        }
        return items;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which writes of a mutation are one `@write`, for the types that its item can have. Only the one
/// for the type of the item runs.
///
/// @param positions for each write, the position of its `@write` in the text
public record Alternatives(List<Integer> positions) {
    public Alternatives {
        positions = List.copyOf(positions);
    }

    /// Returns the indexes of the writes of each `@write`.
    public Collection<List<Integer>> groups() {
        return IntStream.range(0, positions.size())
                .boxed()
                .collect(Collectors.groupingBy(positions::get))
                .values();
    }

    public int position(int write) {
        return positions.get(write);
    }

    /// Returns whether two writes are one `@write`.
    public boolean isOne(int write, int other) {
        return positions.get(write).equals(positions.get(other));
    }
}

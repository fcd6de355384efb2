// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A compiled `@query(keyCondition:)`: one partition or several, and a range of their sort key.
///
/// @param fanOuts the fields of the partition key with several values, in the order of their
///   places; empty if one partition is read
/// @param sort null if the whole partition is read
public record KeyCondition(BoundKey partition, List<FanOut> fanOuts, @Nullable SortCondition sort) {
    public KeyCondition {
        fanOuts = List.copyOf(fanOuts);
    }

    /// Returns how many partitions a page reads at most, with one request for each.
    public int partitions() {
        return FanOut.most(fanOuts);
    }

    /// Returns how many partitions a page reads at least.
    public int leastPartitions() {
        return fanOuts.stream().mapToInt(FanOut::least).reduce(1, (one, other) -> one * other);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

/// A compiled `@query(keyCondition:)`: one partition or several, and a range of their sort key.
///
/// @param fanOut null if one partition is read
/// @param sort null if the whole partition is read
public record KeyCondition(
        BoundKey partition, @Nullable FanOut fanOut, @Nullable SortCondition sort) {

    /// Returns how many partitions a page reads at most, with one request for each.
    public int partitions() {
        return fanOut == null ? 1 : fanOut.most();
    }

    /// Returns how many partitions a page reads at least.
    public int leastPartitions() {
        return fanOut == null ? 1 : fanOut.least();
    }
}

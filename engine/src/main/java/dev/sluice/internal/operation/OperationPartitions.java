// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What an operation of a document uses of which partitions.
///
/// @param name null for an anonymous operation
public record OperationPartitions(@Nullable String name, List<PartitionUse> uses) {
    public OperationPartitions {
        uses = List.copyOf(uses);
    }
}

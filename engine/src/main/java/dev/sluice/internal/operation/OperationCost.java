// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.CostBound;
import dev.sluice.internal.cost.CostLimit;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The most that an operation of a document can cost.
///
/// @param name null for an anonymous operation
/// @param unknown variables without a value; the worst case was assumed for them
/// @param excesses the limits of `@limits` for which the operation would be refused before it runs:
///   those that its bound exceeds, or the least cost of a query that has a budget
public record OperationCost(
        @Nullable String name,
        CostBound bound,
        List<String> unknown,
        List<CostLimit.Excess> excesses) {
    public OperationCost {
        unknown = List.copyOf(unknown);
        excesses = List.copyOf(excesses);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.cost.PlannedRequest;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Target;

import org.jspecify.annotations.Nullable;

/// Receives each planned request that uses partitions, with the field that sends it.
interface PlanListener {
    PlanListener NONE = new PlanListener() {};

    /// @param read the read that names the items, or null if they are the items of the field
    default void items(
            Operation.Place place,
            Target target,
            Source.@Nullable ItemRead read,
            PlannedRequest.Items items) {}

    default void pages(Operation.Place place, Source.QueryRead query, PlannedRequest.Pages pages) {}

    default void counts(
            Operation.Place place, Source.QueryRead query, PlannedRequest.Counts counts) {}

    default void writes(Operation.Place place, MutationCost writes) {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

/// The values of `@limits`: the most that one operation may cost.
///
/// @param requests DynamoDB requests
/// @param readUnits read request units
/// @param writeUnits write request units
/// @param depth levels of fields in a selection, from 1 for a root field
/// @param enforce what must be within the limits
/// @param perCaller what all operations of one caller may cost together, or null
public record Limits(
        int requests,
        int readUnits,
        int writeUnits,
        int depth,
        Enforce enforce,
        @Nullable CallerLimit perCaller) {

    /// What must be within the limits: the bound of each operation, or what a query consumes.
    public enum Enforce {
        BOUND,
        BUDGET
    }
}

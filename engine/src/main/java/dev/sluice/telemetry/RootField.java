// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// A root field that an operation selects.
///
/// @param field `Type.field`
/// @param owner the team that owns it, or null if the schema names none
/// @param budget how long 99 of 100 requests that select it may take, or null if the schema does
///   not say
public record RootField(String field, @Nullable String owner, @Nullable Duration budget) {
    /// Returns whether a request exceeds the budget.
    public boolean isOverBudget(Duration took) {
        return budget != null && took.compareTo(budget) > 0;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

/// The values of `@limits`: the most that one operation may cost.
///
/// @param requests DynamoDB requests
/// @param readUnits read request units
/// @param writeUnits write request units
/// @param depth levels of fields in a selection, from 1 for a root field
/// @param perCaller what all operations of one caller may cost together, or null
public record Limits(
        int requests, int readUnits, int writeUnits, int depth, @Nullable CallerLimit perCaller) {}

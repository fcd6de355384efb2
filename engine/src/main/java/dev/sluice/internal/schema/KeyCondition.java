// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import org.jspecify.annotations.Nullable;

/// A compiled `@query(keyCondition:)`: one partition, and a range of its sort key.
///
/// @param sort null if the whole partition is read
public record KeyCondition(BoundKey partition, @Nullable SortCondition sort) {}

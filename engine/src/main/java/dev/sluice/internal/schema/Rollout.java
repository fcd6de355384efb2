// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

/// The move of a field from one access path to another (`@rollout`). A live setting can replace
/// both shares.
///
/// @param to a field of the same type that reads the same answer by the new path
/// @param percent the share of the callers who get the answer of the new path
/// @param claim the claim whose values are shared out
/// @param compare the percentage of the requests that read both paths
public record Rollout(Field to, double percent, String claim, double compare) {}

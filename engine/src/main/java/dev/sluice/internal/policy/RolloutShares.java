// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import org.jspecify.annotations.Nullable;

/// What a live setting says of a rollout.
///
/// @param percent of the callers who get the answer of the new path, or null if as deployed
/// @param compare the percentage of the requests that read both paths, or null if as deployed
public record RolloutShares(@Nullable Double percent, @Nullable Double compare) {
    public static final RolloutShares AS_DEPLOYED = new RolloutShares(null, null);
}

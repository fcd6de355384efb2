// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import java.util.Map;

/// Which requests are accepted. Stays the same during a request.
///
/// @param introspection whether clients may read the schema
/// @param flags the callers of each flag, by its name
/// @param rollouts the shares of each field with a rollout, by `Type.field`
public record RequestPolicy(
        UntrustedDocuments untrusted,
        boolean introspection,
        RequestLimits limits,
        Map<String, Audience> flags,
        Map<String, RolloutShares> rollouts) {
    public RequestPolicy {
        flags = Map.copyOf(flags);
        rollouts = Map.copyOf(rollouts);
    }

    /// Creates a policy without flags and rollouts.
    public RequestPolicy(
            UntrustedDocuments untrusted, boolean introspection, RequestLimits limits) {
        this(untrusted, introspection, limits, Map.of(), Map.of());
    }

    /// Returns the policy of a deployment without settings: every document runs, and no client may
    /// read the schema.
    public static RequestPolicy standard() {
        return new RequestPolicy(UntrustedDocuments.RUN, false, RequestLimits.standard());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

/// Gives each request its policy. Safe for use by many threads.
@FunctionalInterface
public interface RequestPolicies {

    /// Returns the policy for a request. Returns the same object until the policy changes.
    ///
    /// @param deadline of the request
    RequestPolicy next(Deadline deadline);

    /// Called after a snapshot was restored.
    default void renew() {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Receives a report of each request. Many threads call it.
@FunctionalInterface
public interface FaultListener {
    /// Called before the proxy replies.
    ///
    /// @param met the rules that the request met
    /// @param reply DynamoDB's own reply, or null if DynamoDB does not get the request
    void sent(WireRequest request, List<FaultRule> met, @Nullable WireReply reply);
}

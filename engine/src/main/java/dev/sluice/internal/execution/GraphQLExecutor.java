// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.operation.GraphQLRequest;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.recording.Recording;

/// Answers GraphQL requests. Safe for use by many threads.
public interface GraphQLExecutor {

    /// Executes a request. Never throws because of what the request contains: if a request is
    /// refused, returns a result that was not executed.
    ///
    /// @param recording records what the request does; its id names the request in the log, which
    ///   has the detail of an INTERNAL error
    GraphQLResult execute(
            GraphQLRequest request, RequestPolicy policy, Deadline deadline, Recording recording);
}

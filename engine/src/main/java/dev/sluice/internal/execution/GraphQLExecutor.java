// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.recording.Recording;
import dev.sluice.resolver.Caller;

/// Answers GraphQL requests. Safe for use by many threads.
public interface GraphQLExecutor {

    /// Executes a request. Never throws because of what the request contains: if a request is
    /// refused, returns a result that was not executed.
    GraphQLResult execute(GraphQLRequest request, Context context);

    /// The context of a request.
    ///
    /// @param queriesOnly whether a mutation is refused with METHOD_NOT_ALLOWED
    /// @param costReport what `extensions.cost` contains, and whether the operation runs
    /// @param recording records what the request does; its id names the request in the log, which
    ///   has the detail of an INTERNAL error
    record Context(
            Caller caller,
            Deadline deadline,
            boolean queriesOnly,
            CostReport costReport,
            Recording recording) {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.policy.Caller;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.telemetry.Recording;

/// Answers GraphQL requests. Safe for use by many threads.
public interface GraphQLExecutor {

    /// Never throws for what the request holds: a refused request is a result that was not
    /// executed.
    GraphQLResult execute(GraphQLRequest request, Context context);

    /// What surrounds a request.
    ///
    /// @param queriesOnly whether a mutation is refused with METHOD_NOT_ALLOWED
    /// @param costReport what `extensions.cost` tells, and whether the operation runs
    /// @param recording is told what the request does; its id names the request in the log, where
    ///   an INTERNAL error keeps its detail
    record Context(
            Caller caller,
            Deadline deadline,
            boolean queriesOnly,
            CostReport costReport,
            Recording recording) {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.ReadSession;
import dev.sluice.policy.Caller;
import dev.sluice.telemetry.RequestListener;

import graphql.schema.DataFetchingEnvironment;

import java.time.Instant;
import java.util.Objects;

/// What the data fetchers of one request share.
record RequestScope(
        Caller caller,
        Instant now,
        Operation operation,
        ReadSession reads,
        String requestId,
        RequestListener listener) {

    static RequestScope of(DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.getGraphQlContext().get(RequestScope.class));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.Session;
import dev.sluice.execution.dynamodb.StoredObject;
import dev.sluice.policy.Caller;
import dev.sluice.policy.Deadline;
import dev.sluice.telemetry.Recording;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// What the data fetchers of one request share.
record RequestScope(
        Caller caller,
        Instant now,
        Operation operation,
        Deadline deadline,
        Session reads,
        Judge judge,
        Computations computations,
        Fates fates,
        Recording recording) {

    /// The values that an expression of a field takes.
    ///
    /// @param source what the field is a field of; no item on a root field
    ValueReader values(@Nullable Object source, Map<String, @Nullable Object> arguments) {
        Function<String, @Nullable Object> item =
                source instanceof StoredObject parent ? field -> parent.value(field) : _ -> null;
        return new ValueReader(caller, now, arguments, item, null);
    }

    static RequestScope of(DataFetchingEnvironment environment) {
        return of(environment.getGraphQlContext());
    }

    static RequestScope of(GraphQLContext context) {
        return Objects.requireNonNull(context.get(RequestScope.class));
    }
}

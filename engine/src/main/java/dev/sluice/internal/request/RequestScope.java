// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.request;

import dev.sluice.internal.authorization.AccessGuard;
import dev.sluice.internal.computation.Computations;
import dev.sluice.internal.dynamodb.RequestStore;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.StoredObject;
import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.policy.Deadline;
import dev.sluice.internal.policy.RequestPolicy;
import dev.sluice.internal.recording.Recording;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.value.GlobalIds;
import dev.sluice.internal.value.ValueReader;
import dev.sluice.resolver.Caller;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// What the data fetchers of one request share.
public record RequestScope(
        Catalog catalog,
        Caller caller,
        RequestPolicy policy,
        Instant now,
        Operation operation,
        Deadline deadline,
        RequestStore reads,
        AccessGuard guard,
        Computations computations,
        WriteFates fates,
        PathReads paths,
        Recording recording) {

    /// Returns the values for the expressions of a field.
    ///
    /// @param source the parent of the field; not an item if the field is a root field
    public ValueReader values(@Nullable Object source, Map<String, @Nullable Object> arguments) {
        Function<String, @Nullable Object> item =
                source instanceof StoredObject parent ? field -> value(parent, field) : _ -> null;
        return foreseen(item, arguments);
    }

    /// Returns the value of a stored field, or of the global id.
    private @Nullable Object value(StoredObject parent, String field) {
        return parent instanceof Item item
                        && catalog.field(item.type().name(), field) instanceof Field known
                        && known.source() instanceof Source.NodeId(var form)
                ? GlobalIds.of(form, parent::value)
                : parent.value(field);
    }

    /// Returns the values for the expressions of a field whose parent has not been read.
    ///
    /// @param item returns the fields of the parent that are known
    public ValueReader foreseen(
            Function<String, @Nullable Object> item, Map<String, @Nullable Object> arguments) {
        return new ValueReader(caller, now, arguments, Map.of(), item, List.of());
    }

    /// Returns the scope for reads that may turn out not to be needed: denials are not reported.
    public RequestScope unreported() {
        return new RequestScope(
                catalog,
                caller,
                policy,
                now,
                operation,
                deadline,
                reads,
                guard.unreported(),
                computations,
                fates,
                paths,
                recording);
    }

    public static RequestScope of(DataFetchingEnvironment environment) {
        return of(environment.getGraphQlContext());
    }

    public static RequestScope of(GraphQLContext context) {
        return Objects.requireNonNull(context.get(RequestScope.class));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import dev.sluice.internal.error.FieldPlace;
import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.value.ValueReader;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Answers a field that reads DynamoDB: checks access to the field, then starts the read.
public final class ReadFetcher
        implements DataFetcher<CompletableFuture<? extends @Nullable Object>> {
    private final Field field;
    private final Reading reading;

    public ReadFetcher(Field field, Reading reading) {
        this.field = field;
        this.reading = reading;
    }

    /// One kind of read.
    public interface Reading {
        /// Returns the answer; the request's own thread completes it.
        ///
        /// @param place of the field, for errors of elements
        CompletableFuture<? extends @Nullable Object> start(
                RequestScope scope,
                Operation.Call call,
                ValueReader values,
                Supplier<FieldPlace> place);

        /// Returns whether the read can start at the cursor that the client gave, if there is one.
        default boolean continues(RequestScope scope, Operation.Call call, ValueReader values) {
            return true;
        }
    }

    @Override
    public CompletableFuture<? extends @Nullable Object> get(DataFetchingEnvironment environment) {
        var scope = RequestScope.of(environment);
        return read(
                scope,
                scope.operation().call(environment),
                environment.getSource(),
                () -> FieldPlace.of(environment));
    }

    /// Like `get`.
    ///
    /// @param parent of the field; not an item if the field is a root field
    public CompletableFuture<? extends @Nullable Object> read(
            RequestScope scope,
            Operation.Call call,
            @Nullable Object parent,
            Supplier<FieldPlace> place) {
        var values = scope.values(parent, call.arguments());
        return field.rules().isEmpty()
                ? reading.start(scope, call, values, place)
                : scope.guard()
                        .admit(field, values)
                        .thenCompose(_ -> reading.start(scope, call, values, place));
    }
}

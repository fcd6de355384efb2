// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.query;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Supplier;

/// Answers a field of a connection, an edge or `PageInfo`.
public record PagingFetcher(String field) implements LightDataFetcher<@Nullable Object> {

    @Override
    public @Nullable Object get(
            GraphQLFieldDefinition definition,
            Object source,
            Supplier<DataFetchingEnvironment> environment) {
        return member(source);
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        return member(Objects.requireNonNull(environment.getSource()));
    }

    /// Returns the field of a connection, an edge or `PageInfo`, or a future of it.
    public @Nullable Object member(Object source) {
        return Connection.member(source, field);
    }
}

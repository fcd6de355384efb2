// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.computation.ResolverCalls;
import dev.sluice.internal.dynamodb.cursor.CursorCodec;
import dev.sluice.internal.mutation.MutationFetcher;
import dev.sluice.internal.query.EntityReferenceFetch;
import dev.sluice.internal.query.GetItemFetch;
import dev.sluice.internal.query.ItemListFetch;
import dev.sluice.internal.query.PagingFetcher;
import dev.sluice.internal.query.QueryFetch;
import dev.sluice.internal.query.ReadFetcher;
import dev.sluice.internal.query.RolloutFetch;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Rollout;
import dev.sluice.internal.schema.Source;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;

import java.time.InstantSource;

/// Chooses the data fetcher of each field.
final class DataFetchers {
    private DataFetchers() {}

    static GraphQLCodeRegistry of(
            Catalog catalog, CursorCodec cursors, ResolverCalls resolvers, InstantSource clock) {
        var registry = GraphQLCodeRegistry.newCodeRegistry();
        for (var fields : catalog.fields().values()) {
            for (var field : fields.values()) {
                registry.dataFetcher(
                        FieldCoordinates.coordinates(field.type(), field.name()),
                        fetcher(field, catalog, cursors, resolvers, clock));
            }
        }
        return registry.build();
    }

    private static DataFetcher<?> read(Field field, ReadFetcher.Reading reading) {
        return new TimedFetcher(field, new ReadFetcher(field, reading));
    }

    /// Both paths seal their cursors for the same field, so that a client can continue a list when
    /// its path has become the only one.
    private static RolloutFetch rollout(
            Field field, Rollout rollout, Catalog catalog, CursorCodec cursors) {
        return new RolloutFetch(
                field,
                rollout,
                reading(field, field.source(), catalog, cursors),
                reading(field, rollout.to().source(), catalog, cursors));
    }

    private static ReadFetcher.Reading reading(
            Field field, Source source, Catalog catalog, CursorCodec cursors) {
        return switch (source) {
            case Source.Keyed read -> new GetItemFetch(read);
            case Source.ListRead read -> new ItemListFetch(read);
            case Source.QueryRead read -> new QueryFetch(field, read, catalog, cursors);
            case Source.Stored _,
                    Source.Derived _,
                    Source.Paging _,
                    Source.Mutation _,
                    Source.Computed _,
                    Source.Answered _,
                    Source.Member _ ->
                    throw new IllegalArgumentException("the field reads nothing");
        };
    }

    private static DataFetcher<?> fetcher(
            Field field,
            Catalog catalog,
            CursorCodec cursors,
            ResolverCalls resolvers,
            InstantSource clock) {
        if (field.rollout() != null) {
            return read(field, rollout(field, field.rollout(), catalog, cursors));
        }
        return switch (field.source()) {
            case Source.Stored _ -> new StoredFetcher(field);
            case Source.NodeId(var form) -> new NodeIdFetcher(field, form);
            case Source.EntityReference reference ->
                    new ReadFetcher(field, new EntityReferenceFetch(reference));
            case Source.EntityKey _ ->
                    (DataFetcher<?>)
                            environment ->
                                    EntityReferenceFetch.member(
                                            environment.getSource(), field.name());
            case Source.Sdl(var text) -> (DataFetcher<?>) _ -> text;
            case Source.Keyed _, Source.ListRead _, Source.QueryRead _ ->
                    read(field, reading(field, field.source(), catalog, cursors));
            case Source.Paging _ -> new PagingFetcher(field.name());
            case Source.Computed computed ->
                    new TimedFetcher(field, new ComputedFetcher(field, computed));
            case Source.Answered answered ->
                    new TimedFetcher(field, new AnsweredFetcher(field, answered));
            case Source.Member _ -> new MemberFetcher(field);
            case Source.Mutation mutation ->
                    new TimedFetcher(
                            field, new MutationFetcher(field, mutation, catalog, resolvers, clock));
        };
    }
}

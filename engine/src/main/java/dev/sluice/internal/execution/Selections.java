// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.dynamodb.item.StoredObject;
import dev.sluice.internal.execution.SelectedField.Fetch;
import dev.sluice.internal.execution.SelectedField.Fetch.Foreign;
import dev.sluice.internal.execution.SelectedField.Fetch.Held;
import dev.sluice.internal.execution.SelectedField.Fetch.Read;
import dev.sluice.internal.query.PagingFetcher;
import dev.sluice.internal.query.ReadFetcher;
import dev.sluice.internal.request.RequestScope;

import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import graphql.introspection.Introspection;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The selections of one request, each made once for all objects of a list.
final class Selections {
    private final RequestScope scope;
    private final IdentityHashMap<MergedField, Map<GraphQLObjectType, Selection>> known =
            new IdentityHashMap<>();

    Selections(RequestScope scope) {
        this.scope = scope;
    }

    /// Returns what is selected of a field's object.
    ///
    /// @param collected the fields that are selected of the type
    Selection of(
            GraphQLSchema schema,
            MergedField field,
            GraphQLObjectType type,
            Supplier<MergedSelectionSet> collected) {
        return known.computeIfAbsent(field, _ -> new HashMap<>())
                .computeIfAbsent(type, _ -> selection(schema, type, collected.get()));
    }

    private Selection selection(
            GraphQLSchema schema, GraphQLObjectType type, MergedSelectionSet selected) {
        var fields = new ArrayList<SelectedField>();
        for (var field : selected.getSubFieldsList()) {
            fields.add(field(schema, type, field, fields.size()));
        }
        return new Selection(type, selected, fields);
    }

    private SelectedField field(
            GraphQLSchema schema, GraphQLObjectType type, MergedField field, int position) {
        var definition = Introspection.getFieldDefinition(schema, type, field.getName());
        var fetcher = schema.getCodeRegistry().getDataFetcher(type, definition);
        return new SelectedField(
                position,
                field,
                definition,
                FieldType.of(definition.getType()),
                definition.getName().equals(Introspection.TypeNameMetaFieldDef.getName())
                        ? (Held) _ -> type.getName()
                        : fetch(fetcher, type, field, definition),
                fetcher instanceof TimedFetcher timed ? timed.coordinate() : null);
    }

    private Fetch fetch(
            DataFetcher<?> fetcher,
            GraphQLObjectType type,
            MergedField field,
            GraphQLFieldDefinition definition) {
        return switch (fetcher) {
            case ItemFieldFetcher stored ->
                    (Held) source -> stored.get(definition, (StoredObject) source, scope);
            case PagingFetcher paging -> (Held) paging::member;
            case TimedFetcher(_, ReadFetcher read) -> read(read, type, field);
            case ReadFetcher read -> read(read, type, field);
            default -> new Foreign();
        };
    }

    private Fetch read(ReadFetcher read, GraphQLObjectType type, MergedField field) {
        var call = scope.operation().call(field.getSingleField(), type.getName());
        return call == null
                ? new Foreign()
                : (Read) (source, place) -> read.read(scope, call, source, place);
    }
}

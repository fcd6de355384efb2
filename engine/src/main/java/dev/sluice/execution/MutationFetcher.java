// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.UuidV7;
import dev.sluice.schema.Catalog;
import dev.sluice.schema.Field;
import dev.sluice.schema.Source;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/// Answers a field that writes (`@write`). It has a `$now` and a `$uuid` of its own.
record MutationFetcher(
        Field field,
        Source.Mutation source,
        Catalog catalog,
        ResolverCalls resolvers,
        InstantSource clock)
        implements DataFetcher<CompletableFuture<? extends @Nullable Object>> {

    @Override
    public CompletableFuture<? extends @Nullable Object> get(DataFetchingEnvironment environment) {
        var scope = RequestScope.of(environment);
        var call = scope.operation().call(environment);
        var fate = scope.fates().of(environment.getExecutionStepInfo().getResultKey());
        var now = clock.instant();
        var values = scope.values(null, call.arguments()).at(now).with("uuid", UuidV7.at(now));
        var gate = new MutationGate(catalog, field, source, values);
        return gate.field(scope.judge())
                .thenCompose(granted -> mutate(scope, call, gate, granted, fate));
    }

    private CompletableFuture<? extends @Nullable Object> mutate(
            RequestScope scope,
            Operation.Call call,
            MutationGate gate,
            List<GrantingRecord> granted,
            Fate fate) {
        var once =
                source.exactlyOnce()
                        ? ExactlyOnce.of(
                                Objects.requireNonNull(catalog.idempotency()),
                                field,
                                source,
                                call.arguments(),
                                gate.values())
                        : null;
        var answer = new MutationAnswer(field, source, scope, call.attributes());
        var audit = new WriteAudit(field, scope, fate);
        return gate.sent(scope.judge(), granted)
                .thenCompose(all -> {
                    var prepared = prepared(call, gate.values());
                    var held = new HeldWrites(catalog.shapes());
                    held.of(WritePlace.of(source.writes(), prepared));
                    return new MutationRun(source, scope, gate, answer, once, fate, audit, held)
                            .start(prepared, all);
                })
                .whenComplete((_, fault) -> audit.ended(fault));
    }

    private ValueReader prepared(Operation.Call call, ValueReader values) {
        var preparation = source.preparation();
        return preparation == null
                ? values
                : values.with("prepared", resolvers.prepare(field, preparation, call.arguments()));
    }
}

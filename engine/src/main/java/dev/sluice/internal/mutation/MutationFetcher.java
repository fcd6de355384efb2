// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.authorization.GrantingRecord;
import dev.sluice.internal.computation.ResolverCalls;
import dev.sluice.internal.dynamodb.item.UuidV7;
import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.request.WriteFate;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.value.ValueReader;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/// Answers a field that writes (`@write`). Each such field has its own `$now` and `$uuid`.
public record MutationFetcher(
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
        var values =
                scope.values(null, call.arguments())
                        .at(now)
                        .with(Root.Reserved.UUID, UuidV7.at(now));
        var gate = new MutationGate(catalog, field, source, values);
        return gate.field(scope.guard())
                .thenCompose(granted -> mutate(scope, call, gate, granted, fate));
    }

    private CompletableFuture<? extends @Nullable Object> mutate(
            RequestScope scope,
            Operation.Call call,
            MutationGate gate,
            List<GrantingRecord> granted,
            WriteFate fate) {
        var once =
                source.exactlyOnce()
                        ? IdempotencyRecord.of(
                                Objects.requireNonNull(catalog.idempotency()),
                                field,
                                source,
                                call.arguments(),
                                gate.values())
                        : null;
        var event =
                source.event() == null
                        ? null
                        : new OutboxEvent(
                                Objects.requireNonNull(catalog.outbox()),
                                source.event(),
                                scope.recording().requestId());
        var answer = new MutationAnswer(source, scope, call.attributes());
        var audit = new WriteAudit(field, scope, fate);
        return gate.sent(scope.guard(), granted)
                .thenCompose(all -> {
                    var prepared = prepared(call, gate.values());
                    var held = new ConstraintEnforcement(catalog.shapes());
                    held.of(WriteInstance.of(source, prepared, EarlierItems.NONE));
                    return new MutationRun(
                                    source, scope, gate, answer, once, event, fate, audit, held)
                            .start(prepared, all);
                })
                .whenComplete((_, fault) -> audit.ended(fault));
    }

    private ValueReader prepared(Operation.Call call, ValueReader values) {
        var preparation = source.preparation();
        return preparation == null
                ? values
                : values.with(
                        Root.Reserved.PREPARED,
                        resolvers.prepare(field, preparation, call.arguments()));
    }
}

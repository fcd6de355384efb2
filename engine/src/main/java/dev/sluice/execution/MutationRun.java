// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.Item;
import dev.sluice.execution.dynamodb.WriteOutcome;
import dev.sluice.execution.dynamodb.WriteRequest;
import dev.sluice.policy.ErrorCode;
import dev.sluice.policy.Parameter;
import dev.sluice.policy.Refusal;
import dev.sluice.schema.Source;
import dev.sluice.telemetry.WriteEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Carries out the writes of one mutation field: reads what they stand on, sends them together, and
/// answers the item that they leave.
///
/// @param once null where the mutation may happen again
record MutationRun(
        Source.Mutation source,
        RequestScope scope,
        MutationAnswer answer,
        @Nullable ExactlyOnce once,
        WriteAudit audit) {

    /// The codes of a request of which it is not known whether it was applied.
    private static final Set<ErrorCode> UNKNOWN =
            Set.of(ErrorCode.DEADLINE_EXCEEDED, ErrorCode.UNAVAILABLE, ErrorCode.INTERNAL);

    CompletableFuture<@Nullable Item> start(ValueReader values) {
        var earlier =
                once == null || source.reads().isEmpty()
                        ? CompletableFuture.<@Nullable Item>completedFuture(null)
                        : once.earlier(scope.reads());
        var reads = new TreeMap<String, CompletableFuture<@Nullable Item>>();
        source.reads()
                .forEach((alias, read) ->
                        reads.put(alias, new ItemReading(read).read(scope, values)));
        return CompletableFuture.allOf(reads.values().toArray(CompletableFuture[]::new))
                .thenCombine(earlier, (_, record) -> record)
                .thenCompose(
                        record -> record == null ? write(values, reads) : replay(record, values));
    }

    /// The writes as they are sent.
    private record Plan(List<WritePlace> places, List<WriteRequest> requests) {}

    private CompletableFuture<@Nullable Item> write(
            ValueReader values, Map<String, CompletableFuture<@Nullable Item>> reads) {
        var planned =
                CompletableFuture.completedFuture(reads)
                        .thenCompose(read -> plan(values, seen(read)));
        return planned.<Supplier<CompletableFuture<@Nullable Item>>>thenApply(
                        plan -> () -> send(plan.places(), plan.requests()))
                .exceptionally(fault -> () -> refused(fault, values))
                .thenCompose(Supplier::get);
    }

    /// What was read may be newer than the record that was read beside it: a request with the same
    /// token may have been applied between the two.
    private CompletableFuture<@Nullable Item> refused(Throwable fault, ValueReader values) {
        return once == null || source.reads().isEmpty()
                ? CompletableFuture.failedFuture(fault)
                : once.earlierAnew(scope.reads())
                        .thenCompose(record ->
                                record == null
                                        ? CompletableFuture.failedFuture(fault)
                                        : replay(record, values));
    }

    private Map<String, Item> seen(Map<String, CompletableFuture<@Nullable Item>> reads) {
        var seen = new HashMap<String, Item>();
        reads.forEach((alias, read) -> {
            var item = read.join();
            if (item == null) {
                throw new Refusal(
                        ErrorCode.NOT_FOUND, Map.of(Parameter.TYPE, read(alias).target().type()));
            }
            seen.put(alias, item);
        });
        return seen;
    }

    private Source.ItemRead read(String alias) {
        return Objects.requireNonNull(source.reads().get(alias));
    }

    private CompletableFuture<Plan> plan(ValueReader values, Map<String, Item> seen) {
        var known = values;
        for (var read : seen.entrySet()) {
            known = known.with(read.getKey(), read.getValue());
        }
        var places = WritePlace.of(source.writes(), known);
        places.forEach(place -> requireVersion(place, seen));
        return new WritePlanner(scope, seen)
                .plan(places)
                .thenApply(requests -> new Plan(places, requests));
    }

    /// A version that is known to be another one is refused without a write.
    private static void requireVersion(WritePlace place, Map<String, Item> seen) {
        var argument = place.write().version();
        var read = place.write().seen();
        var field = place.write().type().version();
        if (argument != null && read != null && field != null) {
            var current = Objects.requireNonNull(seen.get(read.alias())).value(field);
            if (current != null && !current.equals(place.values().read(argument))) {
                throw WriteRefusals.conflict(place, current);
            }
        }
    }

    private CompletableFuture<@Nullable Item> send(
            List<WritePlace> places, List<WriteRequest> requests) {
        var result = result(places);
        var sent = new ArrayList<>(requests);
        if (once != null) {
            sent.add(once.put(MutationAnswer.key(places.get(result), requests.get(result))));
        }
        var outcome = scope.reads().write(sent, places.getFirst().values().now(), once != null);
        var refused = outcome.isCompletedExceptionally();
        if (!refused) {
            audit.sent(places);
        }
        return outcome.whenComplete(
                        (_, fault) -> {
                            if (fault != null && !refused && isUnknown(fault)) {
                                audit.failed(WriteEvent.Outcome.UNKNOWN, fault);
                            }
                        })
                .thenCompose(ended ->
                        switch (ended) {
                            case WriteOutcome.Applied(var items) -> {
                                audit.applied();
                                yield answer.of(
                                        places.get(result),
                                        requests.get(result),
                                        items.get(result));
                            }
                            case WriteOutcome.Refused(var writes) ->
                                    refused(places, requests, writes);
                        });
    }

    private static boolean isUnknown(Throwable fault) {
        return !(FetchFaults.cause(fault) instanceof Refusal refusal)
                || UNKNOWN.contains(refusal.code());
    }

    /// The place among the requests of the one that answers; its write happens once.
    private int result(List<WritePlace> places) {
        int place = 0;
        while (places.get(place).place() != source.result()) {
            place++;
        }
        return place;
    }

    /// The record's refusal goes before every other: what it refused has happened. One that has
    /// expired since then refuses nothing more.
    private CompletableFuture<@Nullable Item> refused(
            List<WritePlace> places,
            List<WriteRequest> requests,
            List<WriteOutcome.RefusedWrite> refused) {
        var last = refused.getLast();
        if (last.place() == places.size()) {
            var record = last.found();
            if (record == null) {
                throw new Refusal(ErrorCode.THROTTLED);
            }
            return replay(record, places.getFirst().values());
        }
        var first = refused.getFirst();
        return new WriteRefusals(scope.judge())
                .of(places.get(first.place()), requests.get(first.place()), first)
                .thenApply(refusal -> {
                    throw refusal;
                });
    }

    private CompletableFuture<@Nullable Item> replay(Item record, ValueReader values) {
        var item = Objects.requireNonNull(once).result(record, source.target());
        audit.replayed();
        return answer.anew(item, values);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.authorization.AccessGuard;
import dev.sluice.internal.authorization.GrantingRecord;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.write.WriteOutcome;
import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.error.FetchFaults;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.request.WriteFate;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.value.ValueReader;

import org.dataloader.Try;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/// Runs the writes of one mutation field: reads the items that they depend on, sends the writes
/// together, and returns the answer.
///
/// @param once null if the mutation has no `clientRequestToken`
/// @param event null if the mutation has no `@event`
/// @param fate whether the writes were applied, whatever the answer is
record MutationRun(
        Source.Mutation source,
        RequestScope scope,
        MutationGate gate,
        MutationAnswer answer,
        @Nullable IdempotencyRecord once,
        @Nullable OutboxEvent event,
        WriteFate fate,
        WriteAudit audit,
        ConstraintEnforcement held) {

    /// The codes of refusals for a caller who has no access.
    private static final Set<ErrorCode> DENIED =
            Set.of(ErrorCode.UNAUTHENTICATED, ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND);

    /// @param granted the records that granted access at the gate
    CompletableFuture<@Nullable Object> start(ValueReader values, List<GrantingRecord> granted) {
        var earlier =
                once == null || source.reads().isEmpty()
                        ? CompletableFuture.<@Nullable Item>completedFuture(null)
                        : once.earlier(scope.reads());
        var reads = new EarlierReads(source, scope, gate.catalog(), values);
        return reads.items()
                .thenCombine(earlier, (_, record) -> record)
                .thenCompose(record ->
                        record == null ? write(values, granted, reads) : replay(record, values));
    }

    private CompletableFuture<@Nullable Object> write(
            ValueReader values, List<GrantingRecord> granted, EarlierReads reads) {
        var guard = scope.guard();
        var planned =
                reads.all()
                        .thenCompose(read ->
                                gate.item(guard, granted, read)
                                        .thenCompose(all -> plan(values, read, all, guard)));
        return either(
                planned,
                plan -> send(plan, () -> again(values, reads), true),
                fault -> refused(fault, values));
    }

    /// Makes the plan again, with a second check of access.
    private CompletableFuture<MutationPlan> again(ValueReader values, EarlierReads reads) {
        var guard = scope.guard().again();
        return reads.all()
                .thenCompose(read ->
                        gate.all(guard, read)
                                .thenCompose(granted -> plan(values, read, granted, guard)));
    }

    private static <T> CompletableFuture<@Nullable Object> either(
            CompletableFuture<T> future,
            Function<T, CompletableFuture<@Nullable Object>> then,
            Function<Throwable, CompletableFuture<@Nullable Object>> otherwise) {
        return Try.tryFuture(future)
                .thenCompose(tried ->
                        tried.isSuccess()
                                ? then.apply(tried.get())
                                : otherwise.apply(tried.getThrowable()));
    }

    /// Reads the record again. A request with the same token may have been applied after the record
    /// was read and before the items were.
    private CompletableFuture<@Nullable Object> refused(Throwable fault, ValueReader values) {
        return once == null || source.reads().isEmpty()
                ? CompletableFuture.failedFuture(fault)
                : once.earlierAnew(scope.reads())
                        .thenCompose(record ->
                                record == null
                                        ? CompletableFuture.failedFuture(fault)
                                        : replay(record, values));
    }

    private CompletableFuture<MutationPlan> plan(
            ValueReader values,
            EarlierItems earlier,
            List<GrantingRecord> granted,
            AccessGuard guard) {
        var known = earlier.in(values);
        var places = held.of(WriteInstance.of(source, known, earlier));
        places.forEach(MutationRun::requireVersion);
        return new WritePlanner(scope, guard)
                .plan(places)
                .thenApply(planned -> MutationPlan.of(planned, granted, source, known))
                .thenCompose(plan -> readFirst(plan, guard));
    }

    /// Reads the item first if a delete is sent with a check of a record. A delete that is sent
    /// alone returns the item; a transaction does not.
    private CompletableFuture<MutationPlan> readFirst(MutationPlan plan, AccessGuard guard) {
        if (once != null || plan.writes().size() != 1 || !source.answersItems()) {
            return CompletableFuture.completedFuture(plan);
        }
        var request = plan.writes().getFirst().request();
        var item = request.item();
        return item != null
                        && request.write() instanceof Write.Delete delete
                        && delete.seen() == null
                        && !plan.reliances().stream()
                                .allMatch(each ->
                                        scope.reads().isSameItem(each.record().item(), item))
                ? new DeletedItem(scope, guard, answer.attributes()).read(plan, delete)
                : CompletableFuture.completedFuture(plan);
    }

    /// Refuses without a write if the version is already known to differ.
    private static void requireVersion(WriteInstance place) {
        var argument = place.write().version();
        var seen = place.seen();
        var field = place.write().type().version();
        if (argument != null && seen != null && field != null) {
            var current = seen.value(field);
            if (current != null && !current.equals(place.values().read(argument))) {
                throw WriteRefusals.conflict(place, current);
            }
        }
    }

    /// @param again makes the plan for a second attempt, after a record that granted access is
    ///   gone; null for the second attempt
    /// @param mayFit whether to send the writes again if a set's size did not show whether the
    ///   change fits its constraint
    private CompletableFuture<@Nullable Object> send(
            MutationPlan plan,
            @Nullable Supplier<CompletableFuture<MutationPlan>> again,
            boolean mayFit) {
        var sent = new ArrayList<>(plan.requests());
        sent.addAll(notes(plan));
        if (event != null && plan.answering().getFirst().changesItem()) {
            sent.add(event.put(plan.answering().getFirst()));
        }
        if (once != null) {
            sent.add(once.put(answer.recorded(plan), plan.answered().size()));
        }
        if (sent.isEmpty()) {
            fate.nothing();
            return answer.of(plan, List.of());
        }
        var ofRecord = sent.size() - 1;
        var now = plan.values().now();
        return fate.during(() -> scope.reads().write(sent, plan.checks(), now, once != null))
                .thenCompose(outcome -> {
                    if (!(outcome instanceof WriteOutcome.Unsent)) {
                        audit.sent(plan.places());
                    }
                    return switch (outcome) {
                        case WriteOutcome.Applied(var items) -> answer.of(plan, items);
                        case WriteOutcome.Refused refusal ->
                                refused(plan, refusal, ofRecord, again, mayFit);
                        case WriteOutcome.Failed(var refusal, _) -> throw refusal;
                        case WriteOutcome.Unsent(var refusal) -> throw refusal;
                    };
                });
    }

    private List<WriteRequest> notes(MutationPlan plan) {
        var notes = new ArrayList<WriteRequest>();
        for (var write : plan.writes()) {
            var trail = source.audits().get(write.place().place());
            if (trail != null && write.changesItem()) {
                var field = gate.field().name();
                notes.add(new AuditNote(trail, field, scope.recording().requestId()).put(write));
            }
        }
        return notes;
    }

    /// A refusal of the request's own record comes first, because the mutation has then already
    /// happened. If that record has expired since then, the request fails with THROTTLED. Next come
    /// the records that granted access: a caller who has lost access must not learn anything else
    /// about the item.
    ///
    /// @param ofRecord the place of that record, which is the last one
    private CompletableFuture<@Nullable Object> refused(
            MutationPlan plan,
            WriteOutcome.Refused refused,
            int ofRecord,
            @Nullable Supplier<CompletableFuture<MutationPlan>> again,
            boolean mayFit) {
        for (var each : refused.writes()) {
            if (once != null && each.place() == ofRecord) {
                var record = each.found();
                if (record == null) {
                    throw new Refusal(ErrorCode.THROTTLED);
                }
                return replay(record, plan.values());
            }
        }
        if (!refused.records().isEmpty()) {
            return revoked(refused.records().stream().map(plan.reliances()::get).toList(), again);
        }
        var first = refused.writes().getFirst();
        var write = plan.writes().get(first.place());
        return new WriteRefusals(scope.guard())
                .of(write.place(), write.request(), first)
                .thenCompose(refusal -> {
                    if (!mayFit || !fits(refusal, refused.writes())) {
                        throw refusal;
                    }
                    return send(plan.fitting(refused.writes()), again, false);
                });
    }

    /// Checks the rules again if another rule may grant access.
    ///
    /// @param gone at least one
    private CompletableFuture<@Nullable Object> revoked(
            List<MutationPlan.Reliance> gone,
            @Nullable Supplier<CompletableFuture<MutationPlan>> again) {
        var first = gone.getFirst();
        Supplier<Refusal> missing =
                () -> {
                    scope.guard().revoked(first.record());
                    return WriteRefusals.missing(first.place());
                };
        if (again == null || !gone.stream().allMatch(each -> each.record().hasAlternatives())) {
            return CompletableFuture.failedFuture(missing.get());
        }
        return either(
                again.get(),
                plan -> send(plan, null, true),
                fault ->
                        CompletableFuture.failedFuture(
                                FetchFaults.cause(fault) instanceof Refusal refusal
                                                && DENIED.contains(refusal.code())
                                        ? missing.get()
                                        : fault));
    }

    /// Returns whether the changes fit all sets, although the sets' sizes did not show it.
    private static boolean fits(Refusal refusal, List<WriteOutcome.RefusedWrite> refused) {
        return refusal.code() != ErrorCode.NOT_FOUND
                && refusal.code() != ErrorCode.CONFLICT
                && refused.stream().allMatch(WriteOutcome.RefusedWrite::fits);
    }

    private CompletableFuture<@Nullable Object> replay(Item record, ValueReader values) {
        var recorded = Objects.requireNonNull(once).result(record);
        fate.replayed();
        return answer.again(recorded, values);
    }
}

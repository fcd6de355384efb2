// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.authorization.Authorization;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.dynamodb.write.WriteOutcome;
import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.error.FetchFaults;
import dev.sluice.internal.policy.Category;
import dev.sluice.internal.policy.ErrorCode;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.MutationResult;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Answers a mutation field: with the items that its writes left, if the caller may see them, with
/// their ids, or with true.
///
/// @param attributes that the selection needs of an item
record MutationAnswer(Source.Mutation source, RequestScope scope, Set<String> attributes) {

    /// Returns the answer after the writes were applied.
    ///
    /// @param written what is known of the item of each write
    CompletableFuture<@Nullable Object> of(MutationPlan plan, List<WriteOutcome.Written> written) {
        return switch (source.answer()) {
            case MutationResult.Done _ -> CompletableFuture.completedFuture(true);
            case MutationResult.Ids ids ->
                    CompletableFuture.completedFuture(shaped(ids(ids, plan)));
            case MutationResult.Items items ->
                    all(
                            plan.answered().stream()
                                    .map(place ->
                                            item(
                                                    items,
                                                    plan.writes().get(place),
                                                    written.get(place)))
                                    .toList());
        };
    }

    /// Returns what the idempotency record keeps of the answer.
    String recorded(MutationPlan plan) {
        return switch (source.answer()) {
            case MutationResult.Done _ -> new RecordedAnswer(List.of()).text(true);
            case MutationResult.Ids ids ->
                    RecordedAnswer.ofIds(ids(ids, plan)).text(source.answersList());
            case MutationResult.Items _ ->
                    RecordedAnswer.ofItems(
                                    plan.answering().stream()
                                            .map(write -> key(write.place(), write.request()))
                                            .toList())
                            .text(source.answersList());
        };
    }

    /// Returns the answer of an earlier request with the same token: the items as they are now.
    CompletableFuture<@Nullable Object> again(String recorded, ValueReader values) {
        return switch (source.answer()) {
            case MutationResult.Done _ -> CompletableFuture.completedFuture(true);
            case MutationResult.Ids _ ->
                    CompletableFuture.completedFuture(shaped(RecordedAnswer.read(recorded).ids()));
            case MutationResult.Items items ->
                    all(
                            RecordedAnswer.read(recorded).items(source.target()).stream()
                                    .map(item -> anew(items, item, values))
                                    .toList());
        };
    }

    private static List<String> ids(MutationResult.Ids ids, MutationPlan plan) {
        return plan.answering().stream().map(write -> WrittenId.of(ids, write)).toList();
    }

    private Object shaped(List<String> ids) {
        return source.answersList() ? ids : ids.getFirst();
    }

    private CompletableFuture<@Nullable Object> all(List<CompletableFuture<@Nullable Item>> items) {
        return source.answersList()
                ? CompletableFuture.allOf(items.toArray(CompletableFuture[]::new))
                        .thenApply(_ -> items.stream().map(CompletableFuture::join).toList())
                : items.getFirst().thenApply(item -> item);
    }

    /// Returns the item as the write left it. Reads it only if the write does not return enough of
    /// it.
    private CompletableFuture<@Nullable Item> item(
            MutationResult.Items answer, PlannedWrite planned, WriteOutcome.Written written) {
        var place = planned.place();
        var item = key(place, planned.request());
        if (written.holds(attributes)) {
            return afterTheWrites(visible(answer, item, written.item(), place.values()));
        }
        return place.write() instanceof Write.Delete
                ? afterTheWrites(visible(answer, item, deleted(planned.request()), place.values()))
                : anew(answer, item, place.values());
    }

    /// A deleted item cannot be read any more.
    private static Item deleted(WriteRequest request) {
        var seen = request.seen();
        if (seen == null) {
            throw new Refusal(ErrorCode.READ_BACK_FAILED);
        }
        return seen;
    }

    /// Returns the item as it is now. Fails with `Refusal` GONE if it has been deleted in the
    /// meantime.
    private CompletableFuture<@Nullable Item> anew(
            MutationResult.Items answer, ItemRequest item, ValueReader values) {
        return afterTheWrites(read(answer, item.consistently(), values));
    }

    private CompletableFuture<@Nullable Item> read(
            MutationResult.Items answer, ItemRequest item, ValueReader values) {
        return scope.reads()
                .itemAnew(item)
                .thenCompose(found -> {
                    if (found == null) {
                        var type = source.target().type();
                        throw new Refusal(ErrorCode.GONE, Map.of(Parameter.TYPE, type));
                    }
                    return visible(answer, item, found, values);
                });
    }

    /// The writes are already applied, so if DynamoDB fails, that must not look like a failure
    /// before the writes.
    private static CompletableFuture<@Nullable Item> afterTheWrites(
            CompletableFuture<@Nullable Item> answer) {
        return answer.exceptionallyCompose(fault -> {
            var category = category(fault);
            return CompletableFuture.failedFuture(
                    category == Category.DEPENDENCY || category == Category.INTERNAL
                            ? new Refusal(ErrorCode.READ_BACK_FAILED)
                            : fault);
        });
    }

    private static @Nullable Category category(Throwable fault) {
        return FetchFaults.cause(fault) instanceof Refusal refusal
                ? refusal.code().category()
                : null;
    }

    /// Returns the key of the item that a write changes.
    static ItemRequest key(WriteInstance place, WriteRequest request) {
        return request.write() instanceof Write.Put put
                ? PutFields.of(put, place.values()).key(put.type())
                : Objects.requireNonNull(request.item());
    }

    /// Returns null if the caller may not see the item, or refuses if the answer is non-null. For a
    /// list, the key of the write says nothing about its elements, but the items do.
    private CompletableFuture<@Nullable Item> visible(
            MutationResult.Items answer,
            ItemRequest asked,
            @Nullable Item item,
            ValueReader values) {
        var named = source.answersList() ? null : source.answering().named();
        Map<String, Map<String, Value>> ruleFields = named == null ? Map.of() : named.ruleFields();
        return scope.guard()
                .visible(asked.reference(), source.target(), item, ruleFields, values)
                .thenApply(seen -> {
                    if (seen == null && answer.nonNull()) {
                        throw Authorization.refused(scope.caller(), Map.of());
                    }
                    return seen;
                });
    }
}

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
import dev.sluice.internal.schema.Field;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Answers a mutation field with the item that its writes left, if the caller may see it.
///
/// @param attributes that the selection needs of the item
record MutationAnswer(
        Field field, Source.Mutation source, RequestScope scope, Set<String> attributes) {

    /// Returns the item as the write left it. Reads it only if the write does not return enough of
    /// it.
    CompletableFuture<@Nullable Item> of(
            WriteInstance place, WriteRequest request, WriteOutcome.Written written) {
        var item = key(place, request);
        if (written.holds(attributes)) {
            return afterTheWrites(visible(item, written.item(), place.values()));
        }
        return place.write() instanceof Write.Delete
                ? afterTheWrites(visible(item, deleted(request), place.values()))
                : anew(item, place.values());
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
    CompletableFuture<@Nullable Item> anew(ItemRequest item, ValueReader values) {
        return afterTheWrites(read(item.consistently(), values));
    }

    private CompletableFuture<@Nullable Item> read(ItemRequest item, ValueReader values) {
        return scope.reads()
                .itemAnew(item)
                .thenCompose(found -> {
                    if (found == null) {
                        var type = source.answering().type().name();
                        throw new Refusal(ErrorCode.GONE, Map.of(Parameter.TYPE, type));
                    }
                    return visible(item, found, values);
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

    /// Returns null if the caller may not see the item, or refuses if the field is non-null.
    private CompletableFuture<@Nullable Item> visible(
            ItemRequest asked, @Nullable Item item, ValueReader values) {
        var named = source.answering().named();
        Map<String, Map<String, Value>> ruleFields = named == null ? Map.of() : named.ruleFields();
        return scope.guard()
                .visible(asked.reference(), source.target(), item, ruleFields, values)
                .thenApply(seen -> {
                    if (seen == null && field.nonNull()) {
                        throw Authorization.refused(scope.caller(), Map.of());
                    }
                    return seen;
                });
    }
}

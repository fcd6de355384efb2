// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.Item;
import dev.sluice.execution.dynamodb.ItemRequest;
import dev.sluice.execution.dynamodb.WriteOutcome;
import dev.sluice.execution.dynamodb.WriteRequest;
import dev.sluice.policy.Authorization;
import dev.sluice.policy.ErrorCode;
import dev.sluice.policy.Parameter;
import dev.sluice.policy.Refusal;
import dev.sluice.schema.Field;
import dev.sluice.schema.Source;
import dev.sluice.schema.Write;
import dev.sluice.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Answers a mutation field with the item that its writes left, where the caller may see it.
///
/// @param attributes that the selection takes of the item
record MutationAnswer(
        Field field, Source.Mutation source, RequestScope scope, Set<String> attributes) {

    /// The item as the write left it; it is read only where the write does not tell enough.
    CompletableFuture<@Nullable Item> of(
            WritePlace place, WriteRequest request, WriteOutcome.Written written) {
        if (written.holds(attributes)) {
            return visible(written.item(), place.values());
        }
        return place.write() instanceof Write.Delete
                ? visible(request.seen(), place.values())
                : anew(key(place, request), place.values());
    }

    /// The item as it is now. Fails with `Refusal` GONE where it has been deleted since.
    CompletableFuture<@Nullable Item> anew(ItemRequest item, ValueReader values) {
        return scope.reads()
                .itemAnew(item.consistently())
                .thenCompose(found -> {
                    if (found == null) {
                        var type = source.answering().type().name();
                        throw new Refusal(ErrorCode.GONE, Map.of(Parameter.TYPE, type));
                    }
                    return visible(found, values);
                });
    }

    /// The item that a write is of.
    static ItemRequest key(WritePlace place, WriteRequest request) {
        return request.write() instanceof Write.Put put
                ? PutFields.of(put, place.values()).key(put.type())
                : Objects.requireNonNull(request.item());
    }

    /// What the caller may not see is null, or refused where the field cannot be null.
    private CompletableFuture<@Nullable Item> visible(@Nullable Item item, ValueReader values) {
        var named = source.answering().named();
        Map<String, Map<String, Value>> ruleFields = named == null ? Map.of() : named.ruleFields();
        return scope.judge()
                .visible(source.target(), item, ruleFields, values)
                .thenApply(seen -> {
                    if (seen == null && field.nonNull()) {
                        throw Authorization.refused(scope.caller(), Map.of());
                    }
                    return seen;
                });
    }
}

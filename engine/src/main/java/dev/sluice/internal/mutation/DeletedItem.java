// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.authorization.AccessGuard;
import dev.sluice.internal.authorization.Authorization;
import dev.sluice.internal.authorization.HeldValues;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.write.AccessCondition;
import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.value.ValueReader;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// Reads the item before a delete that becomes a transaction, because a transaction does not return
/// the item. The item is deleted only if it is still as it was read.
///
/// @param attributes that the answer needs of the item
record DeletedItem(RequestScope scope, AccessGuard guard, Set<String> attributes) {
    private static final String NO_ALIAS = "";

    /// Returns the plan, on condition that the item is as it was read. Fails with `Refusal`
    /// NOT_FOUND if there is no item, or the caller may not see it.
    CompletableFuture<MutationPlan> read(MutationPlan plan, Write.Delete delete) {
        var place = plan.writes().getFirst().place();
        var request = plan.writes().getFirst().request();
        return scope.reads()
                .itemAnew(Objects.requireNonNull(request.item()).consistently())
                .thenApply(item -> {
                    if (item != null && !isVisible(item, place, request)) {
                        guard.hidden(delete.type());
                    } else if (item != null) {
                        return plan.with(standingOn(item, place, delete), request, item);
                    }
                    throw WriteRefusals.missing(place);
                });
    }

    private static boolean isVisible(Item item, WriteInstance place, WriteRequest request) {
        var values = place.values().judging(item::value).tolerant();
        return request.access().isEmpty()
                || request.access().stream().anyMatch(way -> grants(way, item, values));
    }

    private static boolean grants(AccessCondition way, Item item, ValueReader values) {
        var owner = way.owner();
        return (owner == null
                        || HeldValues.include(
                                way.held(), isList(item, owner), values.item().apply(owner)))
                && (way.when() == null || Authorization.meets(way.when(), values));
    }

    private static boolean isList(Item item, String field) {
        return Objects.requireNonNull(item.type().shape().attribute(field)).type().isList();
    }

    private WriteInstance standingOn(Item item, WriteInstance place, Write.Delete delete) {
        var fields =
                item.type().shape().attributes().values().stream()
                        .filter(attribute -> attributes.contains(attribute.name()))
                        .map(attribute -> attribute.field())
                        .collect(Collectors.toSet());
        var standing =
                new Write.Delete(
                        delete.type(),
                        delete.item(),
                        delete.version(),
                        new Write.Seen(NO_ALIAS, fields, false),
                        delete.condition(),
                        delete.onFail(),
                        delete.each());
        return new WriteInstance(
                standing, place.place(), place.position(), place.element(), place.values());
    }
}

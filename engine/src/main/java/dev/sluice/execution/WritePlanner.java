// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.Item;
import dev.sluice.execution.dynamodb.NewItem;
import dev.sluice.execution.dynamodb.WriteRequest;
import dev.sluice.policy.Reason;
import dev.sluice.policy.Refusal;
import dev.sluice.schema.Source;
import dev.sluice.schema.Write;
import dev.sluice.schema.expression.Value;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Makes requests of the writes of a mutation, where the caller may send them.
///
/// @param seen the items that were read before, by alias
record WritePlanner(RequestScope scope, Map<String, Item> seen) {

    /// One request for each place. Fails with the `Refusal` of the first that may not be sent:
    /// NOT_FOUND, FORBIDDEN or UNAUTHENTICATED, or BAD_USER_INPUT.
    CompletableFuture<List<WriteRequest>> plan(List<WritePlace> places) {
        var requests = places.stream().map(this::request).toList();
        return CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new))
                .handle((_, _) -> requests.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<WriteRequest> request(WritePlace place) {
        return switch (place.write()) {
            case Write.Put put -> put(place, put);
            case Write.Update update when update.creates() -> upsert(place, update);
            case Write.Update update -> change(place, update.item(), update.known());
            case Write.Delete delete -> change(place, delete.item(), Map.of());
            case Write.Check check -> change(place, check.item(), Map.of());
        };
    }

    private CompletableFuture<WriteRequest> put(WritePlace place, Write.Put spelled) {
        var put = PutFields.withDefaults(spelled, place.values());
        var fields = PutFields.of(put, place.values());
        var judged = place.values().judging(fields.values()::get);
        var admitted = scope.judge().admitPut(put.type(), judged, place.parameters());
        return admitted.thenCompose(_ ->
                        put.replaces()
                                ? owners(place, fields.ofKey(put.type()))
                                : CompletableFuture.completedFuture(Set.<String>of()))
                .thenApply(owners ->
                        new WriteRequest(
                                put, null, place.values()::read, owners, subject(owners), null));
    }

    /// It may create the item: whoever may not put that may not send it, whether or not there is
    /// one already.
    private CompletableFuture<WriteRequest> upsert(WritePlace place, Write.Update upsert) {
        var values = place.values();
        var created = NewItem.fields(upsert, values::read, values.now());
        return scope.judge()
                .admitPut(upsert.type(), values.judging(created::get), place.parameters())
                .thenCompose(_ -> change(place, upsert.item(), upsert.known()));
    }

    private CompletableFuture<WriteRequest> change(
            WritePlace place, Source.ItemRead named, Map<String, Value> known) {
        var write = place.write();
        var values = place.values();
        var item = new ItemReading(named).request(values);
        if (item == null || !scope.reads().isReadable(item)) {
            return CompletableFuture.failedFuture(
                    write instanceof Write.Update update && update.creates()
                            ? new Refusal(Reason.VALUE_NOT_STORABLE)
                            : WriteRefusals.missing(place));
        }
        var fields = new HashMap<String, @Nullable Object>();
        named.ruleFields()
                .getOrDefault(write.type().name(), Map.of())
                .forEach((field, value) -> fields.put(field, values.read(value)));
        known.forEach((field, value) -> fields.put(field, values.read(value)));
        var read = write.seen();
        return owners(place, fields)
                .thenApply(owners ->
                        new WriteRequest(
                                write,
                                item,
                                values::read,
                                owners,
                                subject(owners),
                                read == null ? null : seen.get(read.alias())));
    }

    private CompletableFuture<Set<String>> owners(
            WritePlace place, Map<String, @Nullable Object> known) {
        return scope.judge()
                .owners(place.write().type(), known, place.values().judging(known::get))
                .thenApply(owners -> {
                    if (owners == null) {
                        throw WriteRefusals.missing(place);
                    }
                    return owners;
                });
    }

    private @Nullable String subject(Set<String> owners) {
        return owners.isEmpty() ? null : scope.caller().subject();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.authorization.AccessGuard;
import dev.sluice.internal.authorization.Grant;
import dev.sluice.internal.authorization.WriteAccess;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemRequest;
import dev.sluice.internal.dynamodb.write.NewItem;
import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.request.RequestScope;
import dev.sluice.internal.schema.GrantingRecords;
import dev.sluice.internal.schema.Source;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.value.KeyWriter;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// Makes the requests for the writes of a mutation, if the caller may send them.
record WritePlanner(RequestScope scope, AccessGuard guard) {

    /// Returns one planned write for each of `places`. Fails with the `Refusal` of the first write
    /// that may not be sent: NOT_FOUND, FORBIDDEN, UNAUTHENTICATED or BAD_USER_INPUT.
    CompletableFuture<List<PlannedWrite>> plan(List<WriteInstance> places) {
        var requests = places.stream().map(this::request).toList();
        return CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new))
                .handle((_, _) -> requests.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<PlannedWrite> request(WriteInstance place) {
        return switch (place.write()) {
            case Write.Put put -> put(place, put);
            case Write.Update update when update.creates() -> upsert(place, update);
            case Write.Update update -> change(place, update.item(), update.known());
            case Write.Delete delete -> change(place, delete.item(), Map.of());
            case Write.Check check -> change(place, check.item(), Map.of());
        };
    }

    private CompletableFuture<PlannedWrite> put(WriteInstance place, Write.Put spelled) {
        var put = PutFields.withDefaults(spelled, place.values());
        var fields = PutFields.of(put, place.values());
        var judged = place.values().judging(fields.values()::get);
        return guard.admitPut(put.type(), judged, place.parameters())
                .thenCompose(grant ->
                        (put.replaces()
                                        ? access(place, fields.ofKey(put.type()))
                                        : CompletableFuture.completedFuture(WriteAccess.FREE))
                                .thenApply(access ->
                                        with(grant, planned(put, null, place, access, null))));
    }

    /// An upsert may create the item. So a caller who may not put the item may not send the upsert,
    /// even if the item exists.
    private CompletableFuture<PlannedWrite> upsert(WriteInstance place, Write.Update upsert) {
        var values = place.values();
        var created = NewItem.fields(upsert, values::read, values.now());
        return guard.admitPut(upsert.type(), values.judging(created::get), place.parameters())
                .thenCompose(grant ->
                        change(place, upsert.item(), upsert.known())
                                .thenApply(planned -> with(grant, planned)));
    }

    private CompletableFuture<PlannedWrite> change(
            WriteInstance place, Source.ItemRead named, Map<String, Value> known) {
        var write = place.write();
        var values = place.values();
        var keys = new KeyWriter(values);
        var item =
                write instanceof Write.Update update && update.creates()
                        ? keys.itemToStore(named)
                        : keys.item(named);
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
        var seen = place.seen();
        if (seen != null) {
            GrantingRecords.fields(write.type())
                    .forEach(field -> fields.computeIfAbsent(field, seen::value));
        }
        return access(place, fields).thenApply(access -> planned(write, item, place, access, seen));
    }

    private static PlannedWrite with(Grant grant, PlannedWrite planned) {
        return new PlannedWrite(
                planned.place(),
                planned.request(),
                Stream.concat(grant.records().stream(), planned.records().stream()).toList());
    }

    private PlannedWrite planned(
            Write write,
            @Nullable ItemRequest item,
            WriteInstance place,
            WriteAccess access,
            @Nullable Item read) {
        return new PlannedWrite(
                place,
                new WriteRequest(write, item, place.values()::read, access.conditions(), read),
                access.records());
    }

    private CompletableFuture<WriteAccess> access(
            WriteInstance place, Map<String, @Nullable Object> known) {
        return guard.access(place.write().type(), known, place.values().judging(known::get))
                .thenApply(access -> {
                    if (access == null) {
                        throw WriteRefusals.missing(place);
                    }
                    return access;
                });
    }
}

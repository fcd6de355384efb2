// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.dynamodb.item.UuidV7;
import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.schema.AuditTrail;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Operand;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.UpdateExpression;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.value.ValueReader;
import dev.sluice.resolver.Caller;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// The note of one write in its audit trail. Its put is part of the mutation's transaction.
///
/// A note says which fields changed, and the values of those that `@audit` names.
///
/// @param field the name of the mutation field
/// @param requestId identifies the request in the log
record AuditNote(AuditTrail trail, String field, String requestId) {
    private static final Root FIELDS = new Root.Named("note");

    /// Returns the put of the note. No condition can refuse it.
    WriteRequest put(PlannedWrite write) {
        var values = write.place().values();
        var fields = fields(write, values);
        fields.keySet().retainAll(trail.type().shape().attributes().keySet());
        fields.put(
                Objects.requireNonNull(trail.type().ttl()).field(),
                values.now().plus(Duration.ofDays(trail.keepDays())));
        var item =
                new ItemExpression(
                        List.of(new ItemExpression.All(new Value.Reference(FIELDS, List.of()))));
        return new WriteRequest(
                new Write.Put(trail.type(), item, true, null, null, null),
                null,
                values.with(FIELDS, fields)::read,
                List.of(),
                null);
    }

    private Map<String, @Nullable Object> fields(PlannedWrite planned, ValueReader values) {
        var write = planned.request().write();
        var caller = values.caller();
        var before = before(planned, values);
        var changed = changed(write, values);
        var fields = new HashMap<String, @Nullable Object>();
        fields.put(AuditTrail.ITEM, ItemSubject.of(planned));
        fields.put(AuditTrail.ID, UuidV7.at(values.now()));
        fields.put(AuditTrail.AT, values.now());
        fields.put(AuditTrail.FIELD, field);
        fields.put(AuditTrail.ACTION, action(write));
        fields.put(AuditTrail.BY, caller.subject());
        fields.put(AuditTrail.ISSUER, caller.issuer());
        fields.put(AuditTrail.CLIENT, client(caller));
        fields.put(AuditTrail.REQUEST, requestId);
        fields.put(AuditTrail.BEFORE, before);
        fields.put(AuditTrail.AFTER, after(write, before));
        fields.put(AuditTrail.CHANGED, changed.isEmpty() ? null : List.copyOf(changed));
        fields.putAll(NotedValues.of(planned, trail.values()).fields());
        return fields;
    }

    private static @Nullable String client(Caller caller) {
        var client = caller.claim("client_id");
        return client == null ? caller.claim("azp") : client;
    }

    private static String action(Write write) {
        return switch (write) {
            case Write.Put _ -> "PUT";
            case Write.Update _ -> "UPDATE";
            case Write.Delete _ -> "DELETE";
            case Write.Check _ -> throw new IllegalArgumentException("a check changes nothing");
        };
    }

    /// Returns the version that the client sent or that was read, on which the write depends.
    private static @Nullable Integer before(PlannedWrite planned, ValueReader values) {
        var write = planned.request().write();
        var field = write.type().version();
        var seen = planned.request().seen();
        var required = write.version();
        var version =
                required != null
                        ? values.read(required)
                        : field != null && seen != null && write.seen() != null
                                ? seen.value(field)
                                : null;
        return version instanceof Integer number ? number : null;
    }

    private static @Nullable Integer after(Write write, @Nullable Integer before) {
        if (write.type().version() == null) {
            return null;
        }
        return switch (write) {
            case Write.Put _ -> Integer.valueOf(1);
            case Write.Update update ->
                    before == null || !update.versioned() ? before : Integer.valueOf(before + 1);
            case Write.Delete delete ->
                    before == null || !delete.marks() ? null : Integer.valueOf(before + 1);
            case Write.Check _ -> before;
        };
    }

    private static Set<String> changed(Write write, ValueReader values) {
        var changed = new TreeSet<String>();
        switch (write) {
            case Write.Put put ->
                    PutFields.of(put, values)
                            .values()
                            .forEach((name, value) -> {
                                if (value != null) {
                                    changed.add(name);
                                }
                            });
            case Write.Update update ->
                    update.expression().actions().forEach(action -> add(action, values, changed));
            case Write.Delete _, Write.Check _ -> {}
        }
        return changed;
    }

    private static void add(
            UpdateExpression.Action action, ValueReader values, Set<String> changed) {
        switch (action) {
            case UpdateExpression.Set(var field, _) -> changed.add(name(field));
            case UpdateExpression.SetAll(var input) -> {
                if (values.read(input) instanceof Map<?, ?> sent) {
                    sent.keySet().forEach(name -> changed.add(name.toString()));
                }
            }
            case UpdateExpression.Remove(var field) -> changed.add(name(field));
            case UpdateExpression.Add(var field, _) -> changed.add(name(field));
            case UpdateExpression.Delete(var field, _) -> changed.add(name(field));
        }
    }

    private static String name(Operand.FieldPath field) {
        return field.names().getFirst();
    }
}

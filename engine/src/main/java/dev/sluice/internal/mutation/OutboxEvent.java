// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.dynamodb.write.WriteRequest;
import dev.sluice.internal.policy.Sha256;
import dev.sluice.internal.schema.MutationEvent;
import dev.sluice.internal.schema.Outbox;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.ItemExpression;
import dev.sluice.internal.schema.expression.Root;
import dev.sluice.internal.schema.expression.Value;
import dev.sluice.internal.value.JsonText;
import dev.sluice.internal.value.ValueReader;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The event of one mutation field. Its put is part of the mutation's transaction, so the event
/// exists if and only if the writes were applied.
///
/// @param requestId identifies the request in the log
record OutboxEvent(Outbox outbox, MutationEvent event, String requestId) {
    private static final Root FIELDS = new Root.Named("event");

    /// Returns the put of the event over the earlier event of the same item. No condition can
    /// refuse it.
    WriteRequest put(PlannedWrite answering) {
        var values = answering.place().values();
        var subject = ItemSubject.of(answering);
        var item =
                new ItemExpression(
                        List.of(new ItemExpression.All(new Value.Reference(FIELDS, List.of()))));
        var fields =
                Map.of(
                        Outbox.KEY,
                        Sha256.hex(subject),
                        Outbox.EVENT,
                        JsonText.of(members(subject, answering)),
                        Outbox.EXPIRES_AT,
                        values.now().plus(Duration.ofHours(outbox.keepHours())));
        return new WriteRequest(
                new Write.Put(outbox.record(), item, true, null, null, null),
                null,
                values.with(FIELDS, fields)::read,
                List.of(),
                null);
    }

    /// Source: CloudEvents specification 1.0.2, "Context Attributes".
    private Map<String, @Nullable Object> members(String subject, PlannedWrite answering) {
        var values = answering.place().values();
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("specversion", "1.0");
        members.put("id", values.read(new Value.Reference(Root.Reserved.UUID, List.of())));
        members.put("source", outbox.source());
        members.put("type", event.name());
        members.put("time", values.now());
        members.put("subject", subject);
        members.put("dataschema", "urn:event:%s:%d".formatted(event.name(), event.version()));
        members.put("datacontenttype", "application/json");
        members.put("correlationid", requestId);
        members.put("data", detail(answering, values));
        return members;
    }

    private Map<String, @Nullable Object> detail(PlannedWrite answering, ValueReader values) {
        var known =
                answering.request().write() instanceof Write.Put put
                        ? values.of(PutFields.of(put, values).values()::get)
                        : values;
        var detail = new LinkedHashMap<String, @Nullable Object>();
        for (var part : event.detail().parts()) {
            switch (part) {
                case ItemExpression.FieldValue(var name, var value) ->
                        detail.put(name, known.read(value));
                case ItemExpression.All(var input) -> {
                    if (known.read(input) instanceof Map<?, ?> sent) {
                        sent.forEach((name, value) -> detail.putIfAbsent(name.toString(), value));
                    }
                }
            }
        }
        return detail;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.MisfitException;
import dev.sluice.internal.dynamodb.write.UpdateResult;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.AuditTrail;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.key.TimePrecision;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The values before and after a change of the fields that `@audit` names, in the form in which
/// clients see them.
///
/// Those before an update or a delete are as the mutation has read them. The condition of the write
/// requires that they are still the same.
///
/// @param before by field, null if it was absent
/// @param after by field, null if it is absent
record NotedValues(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {

    static NotedValues of(PlannedWrite planned, Set<String> noted) {
        var values = planned.place().values();
        var seen = planned.request().seen();
        var before = new HashMap<String, @Nullable Object>();
        var after = new HashMap<String, @Nullable Object>();
        switch (planned.request().write()) {
            case Write.Put put -> {
                after.putAll(PutFields.of(put, values).values());
                after.values().removeIf(Objects::isNull);
                after.keySet().retainAll(noted);
            }
            case Write.Update update -> {
                var result = new UpdateResult(values::read, field -> value(seen, field.names()));
                after.putAll(result.of(update.expression()));
                after.keySet().retainAll(noted);
                after.keySet().forEach(field -> before.put(field, value(seen, List.of(field))));
            }
            case Write.Delete _ ->
                    noted.forEach(field -> before.put(field, value(seen, List.of(field))));
            case Write.Check _ -> {}
        }
        var attributes = planned.request().write().type().shape().attributes();
        for (var fields : List.of(before, after)) {
            fields.replaceAll((field, value) ->
                    shown(Objects.requireNonNull(attributes.get(field)).type(), value));
        }
        return new NotedValues(before, after);
    }

    /// A stored value that does not fit the schema counts as absent, as clients see it.
    private static @Nullable Object value(@Nullable Item item, List<String> path) {
        try {
            var value = item == null ? null : item.plain(path.getFirst());
            for (var name : path.subList(1, path.size())) {
                value = value instanceof Map<?, ?> object ? object.get(name) : null;
            }
            return value;
        } catch (MisfitException _) {
            return null;
        }
    }

    private static @Nullable Object shown(AttributeType type, @Nullable Object value) {
        return switch (type) {
            case AttributeType.Scalar(var kind) -> shown(kind, value);
            case AttributeType.SetOf(var kind, _) -> shown(value, new AttributeType.Scalar(kind));
            case AttributeType.ListOf list -> shown(value, list.element());
            case AttributeType.Embedded _ -> value;
        };
    }

    private static @Nullable Object shown(@Nullable Object list, AttributeType element) {
        return list instanceof List<?> elements
                ? elements.stream().map(each -> shown(element, each)).toList()
                : list;
    }

    private static @Nullable Object shown(ScalarKind kind, @Nullable Object value) {
        return switch (value) {
            case BigDecimal number when kind == ScalarKind.DECIMAL ->
                    number.stripTrailingZeros().toPlainString();
            case Instant time when kind.time() instanceof TimePrecision precision ->
                    precision.truncated(time);
            case null, default -> value;
        };
    }

    /// Returns the fields of the note.
    Map<String, @Nullable Object> fields() {
        var fields = new HashMap<String, @Nullable Object>();
        fields.put(AuditTrail.OLD_VALUES, before.isEmpty() ? null : before);
        fields.put(AuditTrail.NEW_VALUES, after.isEmpty() ? null : after);
        return fields;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import dev.sluice.internal.dynamodb.expression.Deletion;
import dev.sluice.internal.dynamodb.expression.DerivedAttributes;
import dev.sluice.internal.dynamodb.expression.ExpressionValues;
import dev.sluice.internal.dynamodb.expression.FieldPaths;
import dev.sluice.internal.dynamodb.expression.Placeholders;
import dev.sluice.internal.dynamodb.expression.UpdateChanges;
import dev.sluice.internal.dynamodb.expression.UpdateRenderer;
import dev.sluice.internal.dynamodb.expression.WriteValues;
import dev.sluice.internal.dynamodb.item.EncodingException;
import dev.sluice.internal.dynamodb.item.ItemEncoder;
import dev.sluice.internal.dynamodb.item.ItemKey;
import dev.sluice.internal.dynamodb.item.ItemSize;
import dev.sluice.internal.dynamodb.item.KeyFields;
import dev.sluice.internal.dynamodb.item.KeyValue;
import dev.sluice.internal.dynamodb.item.PhysicalTable;
import dev.sluice.internal.policy.Parameter;
import dev.sluice.internal.policy.Reason;
import dev.sluice.internal.policy.Refusal;
import dev.sluice.internal.schema.DynamoDbQuotas;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.PrimaryKey;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Target;
import dev.sluice.internal.schema.Write;
import dev.sluice.internal.schema.expression.ItemExpression;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Renders one write for DynamoDB.
public final class WritePreparation {
    private final Map<String, PhysicalTable> tables;
    private final Map<String, ObjectShape> shapes;
    private final PredictedItems known;

    public WritePreparation(
            Map<String, PhysicalTable> tables,
            Map<String, ObjectShape> shapes,
            PredictedItems known) {
        this.tables = tables;
        this.shapes = shapes;
        this.known = known;
    }

    /// Returns null if no item can have the key, so that there is no item to change.
    ///
    /// @param records checks of records that grant the caller access, by their items
    /// @throws Refusal BAD_USER_INPUT if a value is missing or cannot be stored
    @Nullable PreparedWrite prepare(
            int place, WriteRequest request, Instant now, Map<ItemKey, List<RecordCheck>> records) {
        try {
            return request.write() instanceof Write.Put put
                    ? put(place, put, request, now, records)
                    : change(place, request, now, records);
        } catch (IllegalArgumentException e) {
            throw EncodingException.refusal(e);
        }
    }

    /// @param request the check of a record that was found
    RecordCheck record(WriteRequest request) {
        var type = request.write().type();
        var key =
                Objects.requireNonNull(
                        table(type).key(Objects.requireNonNull(request.item())),
                        "a record was found that cannot be there");
        return new RecordCheck(request, key, keyFields(type, key.attributes()), shapes);
    }

    private PreparedWrite put(
            int place,
            Write.Put write,
            WriteRequest request,
            Instant now,
            Map<ItemKey, List<RecordCheck>> records) {
        var type = write.type();
        var values = new WriteValues(shapes, request.values(), now);
        var fields = new HashMap<String, @Nullable Object>();
        for (var part : write.item().parts()) {
            switch (part) {
                case ItemExpression.FieldValue(var field, var value) ->
                        fields.put(field, values.read(value));
                case ItemExpression.All(var input) -> fields.putAll(values.fields(input));
            }
        }
        var put = put(place, request, fields, values, records);
        if (ItemSize.bytes(put.item()) > type.itemSize() * DynamoDbQuotas.BYTES_OF_A_KILOBYTE) {
            throw new Refusal(Reason.ITEM_TOO_LARGE, Map.of(Parameter.MAXIMUM, type.itemSize()));
        }
        return put;
    }

    private PreparedWrite put(
            int place,
            WriteRequest request,
            Map<String, ? extends @Nullable Object> fields,
            WriteValues values,
            Map<ItemKey, List<RecordCheck>> records) {
        var write = request.write();
        var type = write.type();
        var item = ItemEncoder.encode(type, fields, values.encoder());
        requireKeys(type, item);
        var table = table(type);
        var key = new ItemKey(table, table.key(item), true);
        var placeholders = new Placeholders();
        var condition =
                new WriteConditions(
                                request,
                                values,
                                paths(type, placeholders),
                                keyFields(type, item),
                                records.getOrDefault(key, List.of()))
                        .render(Set.of(), List.of(), List.of(), List.of());
        return new PreparedWrite(
                place,
                write,
                key,
                item,
                null,
                condition,
                List.of(),
                List.of(),
                placeholders.names(),
                placeholders.values(),
                null,
                known.whole(type, item));
    }

    /// Returns null if no expired item can block the write.
    private @Nullable Renewal renewal(int place, WriteRequest request, WriteValues values) {
        return request.write() instanceof Write.Update upsert && upsert.renews()
                ? new Renewal(
                        Objects.requireNonNull(upsert.type().ttl()).name(),
                        values.now(),
                        () -> renewed(place, upsert, request.values(), values))
                : null;
    }

    private PreparedWrite renewed(
            int place, Write.Update upsert, ExpressionValues given, WriteValues values) {
        var put =
                new Write.Put(
                        upsert.type(),
                        new ItemExpression(List.of()),
                        false,
                        upsert.condition(),
                        upsert.onFail(),
                        upsert.each());
        var request = new WriteRequest(put, null, given, List.of(), null);
        try {
            var fields = NewItem.fields(upsert, values::read, values.now());
            return put(place, request, fields, values, Map.of());
        } catch (IllegalArgumentException e) {
            throw EncodingException.refusal(e);
        }
    }

    private @Nullable PreparedWrite change(
            int place, WriteRequest request, Instant now, Map<ItemKey, List<RecordCheck>> records) {
        var write = request.write();
        var type = write.type();
        var key = table(type).key(Objects.requireNonNull(request.item()));
        if (key == null) {
            if (write instanceof Write.Update update && update.creates()) {
                throw new Refusal(Reason.VALUE_NOT_STORABLE);
            }
            return null;
        }
        var values = new WriteValues(shapes, request.values(), now);
        var placeholders = new Placeholders();
        var paths = paths(type, placeholders);
        var changes = new UpdateChanges(placeholders);
        var fields = keyFields(type, key.attributes());
        if (write instanceof Write.Update update) {
            new UpdateRenderer(paths, values, changes, fields).render(update.expression());
            new DerivedAttributes(update, request.seen(), values, changes, placeholders).complete();
            requireKeys(type, changes.present());
            changes.changeSomething();
        } else if (write instanceof Write.Delete && type.deletedAt() != null) {
            new Deletion(type, values, changes, placeholders).mark(type.deletedAt());
        }
        var condition =
                new WriteConditions(
                                request,
                                values,
                                paths,
                                fields,
                                records.getOrDefault(key, List.of()))
                        .render(
                                changes.needed(),
                                changes.headrooms(),
                                changes.rooms(),
                                changes.requirements());
        return new PreparedWrite(
                place,
                write,
                key,
                Map.of(),
                changes.expression(),
                condition,
                changes.headrooms(),
                changes.rooms(),
                placeholders.names(),
                placeholders.values(),
                renewal(place, request, values),
                known.changed(request, key, changes));
    }

    /// Checks that DynamoDB accepts the value of each key attribute that is set.
    private static void requireKeys(StoredType type, Map<String, AttributeValue> attributes) {
        var keys =
                Stream.concat(
                                Stream.of(type.key()),
                                type.indexes().values().stream().map(StoredType.Index::key))
                        .toList();
        var partitions = keys.stream().map(PrimaryKey::partition);
        var sorts = keys.stream().flatMap(key -> Stream.ofNullable(key.sort()));
        partitions.forEach(key -> requireKey(key, attributes, KeyValue.MAX_PARTITION_BYTES));
        sorts.forEach(key -> requireKey(key, attributes, KeyValue.MAX_SORT_BYTES));
    }

    private static void requireKey(Key key, Map<String, AttributeValue> attributes, int maxBytes) {
        var value = attributes.get(key.attribute().name());
        if (value != null && !KeyValue.isKey(value, maxBytes)) {
            throw new Refusal(Reason.VALUE_NOT_STORABLE);
        }
    }

    private static KeyFields keyFields(StoredType type, Map<String, AttributeValue> key) {
        return Objects.requireNonNullElse(KeyFields.ofKey(type, key), KeyFields.NONE).exact(type);
    }

    private FieldPaths paths(StoredType type, Placeholders placeholders) {
        return new FieldPaths(Target.of(type), shapes, placeholders);
    }

    private PhysicalTable table(StoredType type) {
        return Objects.requireNonNull(tables.get(type.table()), type.table());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.write;

import static java.util.stream.Collectors.toSet;

import dev.sluice.internal.dynamodb.expression.UpdateChanges;
import dev.sluice.internal.dynamodb.item.AttributeDecoder;
import dev.sluice.internal.dynamodb.item.Item;
import dev.sluice.internal.dynamodb.item.ItemKey;
import dev.sluice.internal.dynamodb.item.KeyFields;
import dev.sluice.internal.dynamodb.item.PhysicalTable;
import dev.sluice.internal.dynamodb.write.WriteOutcome.Written;
import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Write;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Predicts what is known of an item after a write, before it is sent, if its condition holds.
public final class PredictedItems {
    private final AttributeDecoder decoder;
    private final Map<PhysicalTable, Set<String>> fetched;

    /// @param fetched the attributes that the request's reads fetch of each table; no entry for a
    ///   table that they read whole
    public PredictedItems(AttributeDecoder decoder, Map<PhysicalTable, Set<String>> fetched) {
        this.decoder = decoder;
        this.fetched = Map.copyOf(fetched);
    }

    /// Returns an item that is known completely.
    Written whole(StoredType type, Map<String, AttributeValue> item) {
        return new Written(item(type, item), null);
    }

    /// After an update, what it sets directly is known, and what its condition requires to be as it
    /// was read. The item of a delete or a check is the one that was read.
    Written changed(WriteRequest request, ItemKey key, UpdateChanges changes) {
        return switch (request.write()) {
            case Write.Update update -> updated(update, request.seen(), key, changes);
            case Write.Delete _, Write.Check _ -> seen(request.seen(), key);
            case Write.Put _ -> throw new IllegalArgumentException("a put changes no item");
        };
    }

    private Written seen(@Nullable Item seen, ItemKey key) {
        return seen == null
                ? new Written(null, Set.of())
                : new Written(seen, fetched.get(key.table()));
    }

    private Written updated(
            Write.Update write, @Nullable Item seen, ItemKey key, UpdateChanges changes) {
        var type = write.type();
        var attributes = new HashMap<>(key.attributes());
        var names = new HashSet<>(key.attributes().keySet());
        type.discriminator()
                .texts()
                .forEach((name, text) -> attributes.put(name, AttributeValue.fromS(text)));
        names.addAll(type.discriminator().texts().keySet());
        var lossy = new HashSet<>(type.key().bucketed());
        lossy.addAll(type.lowered());
        tableKeys(type)
                .flatMap(half -> half.template().fields().stream())
                .filter(field -> !lossy.contains(field))
                .forEach(field -> names.add(name(type, field)));
        if (seen != null && write.seen() != null) {
            for (String name : fixed(type, write.seen(), key)) {
                names.add(name);
                var value = seen.attribute(name);
                if (value != null) {
                    attributes.put(name, value);
                }
            }
        }
        attributes.putAll(changes.present());
        attributes.keySet().removeAll(changes.absent());
        attributes.keySet().removeAll(changes.unknown());
        names.addAll(changes.present().keySet());
        names.addAll(changes.absent());
        names.removeAll(changes.unknown());
        return new Written(item(type, attributes), names);
    }

    private Item item(StoredType type, Map<String, AttributeValue> attributes) {
        var fields = Objects.requireNonNullElse(KeyFields.ofKey(type, attributes), KeyFields.NONE);
        return new Item(type, attributes, fields, decoder);
    }

    /// Returns the attributes that still have the values that were read: those that the condition
    /// compares or, if it compares the version, all that were fetched.
    private Set<String> fixed(StoredType type, Write.Seen seen, ItemKey key) {
        if (!seen.byVersion()) {
            return seen.fields().stream().map(field -> name(type, field)).collect(toSet());
        }
        var read = fetched.get(key.table());
        return read != null
                ? read
                : Stream.concat(
                                type.shape().attributes().values().stream().map(Attribute::name),
                                type.keys().map(Key::attribute).map(KeyAttribute::name))
                        .collect(toSet());
    }

    private static Stream<Key> tableKeys(StoredType type) {
        return type.key().halves();
    }

    private static String name(StoredType type, String field) {
        return Objects.requireNonNull(type.shape().attribute(field), field).name();
    }
}

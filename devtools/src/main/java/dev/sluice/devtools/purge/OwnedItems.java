// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.purge;

import dev.sluice.internal.dynamodb.item.ItemClassifier;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.PrimaryKey;
import dev.sluice.internal.schema.StoredType;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The items of a type in which one field holds the subject, and the key by which they are found.
///
/// @param key the partition key that the subject gives, or null if no key consists of the field
/// @param index the index of that key, or null for the table
record OwnedItems(
        StoredType type,
        String field,
        String subject,
        @Nullable Key key,
        @Nullable String index,
        @Nullable String value) {

    static OwnedItems of(StoredType type, String field, String subject) {
        var table = value(type.key(), field, subject);
        if (table != null) {
            return new OwnedItems(type, field, subject, type.key().partition(), null, table);
        }
        for (var index : type.indexes().values()) {
            var value = value(index.key(), field, subject);
            if (value != null) {
                return new OwnedItems(
                        type, field, subject, index.key().partition(), index.name(), value);
            }
        }
        return new OwnedItems(type, field, subject, null, null, null);
    }

    /// Returns the partition key with this subject, or null if it needs other values, too.
    private static @Nullable String value(PrimaryKey key, String field, String subject) {
        var partition = key.partition();
        if (!partition.template().fields().equals(List.of(field))) {
            return null;
        }
        return partition.template().isLone()
                ? subject
                : partition.template().join(List.of(subject));
    }

    boolean hasPath() {
        return key != null;
    }

    /// Returns how the items are found, for the developer.
    String path() {
        return key == null
                ? "no key begins with " + field
                : index == null ? "the key of the table" : "the index " + index;
    }

    /// Returns whether the item is one of the type, and its field holds the subject.
    boolean holds(Map<String, AttributeValue> item) {
        return ItemClassifier.isOf(type, item) && subject.equals(owner(item).orElse(null));
    }

    /// A field of a composed key of the table has the value in the key.
    private Optional<String> owner(Map<String, AttributeValue> item) {
        for (var half : type.key().halves().toList()) {
            var at = half.template().fields().indexOf(field);
            if (at >= 0 && !half.template().isLone()) {
                var key = Objects.requireNonNull(item.get(half.attribute().name()));
                return half.template().match(key.s()).map(values -> values.get(at).toString());
            }
        }
        var attribute = Objects.requireNonNull(type.shape().attribute(field));
        return Optional.ofNullable(item.get(attribute.name())).map(AttributeValue::s);
    }

    Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return type.key()
                .schema()
                .attributes()
                .collect(
                        java.util.stream.Collectors.toMap(
                                half -> half.name(),
                                half -> Objects.requireNonNull(item.get(half.name()))));
    }
}

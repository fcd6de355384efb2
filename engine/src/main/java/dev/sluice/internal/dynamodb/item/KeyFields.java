// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.KeyField;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.key.TimeBucket;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The field values that a composed key contains. In a table's key they are the values of the
/// fields, even if the fields' own attributes differ. Pure.
///
/// @param values by field, the value that its own attribute should have
public record KeyFields(Map<String, AttributeValue> values) {
    public static final KeyFields NONE = new KeyFields(Map.of());

    public KeyFields {
        values = Map.copyOf(values);
    }

    /// Returns the fields of the table's key, or null if the key does not match the type.
    public static @Nullable KeyFields of(StoredType type, Map<String, AttributeValue> attributes) {
        var fields = ofKey(type, attributes);
        var key = type.key();
        var sort = key.sort();
        return fields != null
                        && fields.agree(key.partition(), attributes)
                        && (sort == null || fields.agree(sort, attributes))
                ? fields
                : null;
    }

    /// Like `of`, if only the key is known. The times of which the key holds a bucket are unknown.
    public static @Nullable KeyFields ofKey(
            StoredType type, Map<String, AttributeValue> attributes) {
        var key = type.key();
        var sort = key.sort();
        var values = new HashMap<String, AttributeValue>();
        return read(key.partition(), attributes, true, values)
                        && (sort == null || read(sort, attributes, true, values))
                ? values.isEmpty() ? NONE : new KeyFields(values)
                : null;
    }

    /// Returns the fields of any key; none if the key is a field's own attribute, is absent, or
    /// does not match its template.
    static KeyFields of(Key key, Map<String, AttributeValue> attributes) {
        var values = new HashMap<String, AttributeValue>();
        return read(key, attributes, false, values) ? new KeyFields(values) : NONE;
    }

    /// Reads the fields of a key. If the key holds a value only in lower case, the field's own
    /// attribute has the value.
    ///
    /// @param mustAgree whether the key is not of the type if such an attribute does not agree
    private static boolean read(
            Key key,
            Map<String, AttributeValue> attributes,
            boolean mustAgree,
            Map<String, AttributeValue> into) {
        var stored = attributes.get(key.attribute().name());
        if (stored == null) {
            return false;
        }
        if (!key.derived()) {
            return true;
        }
        if (key.template().isLone()) {
            return copied(key.fields().getFirst(), stored, into);
        }
        var held = stored.s() == null ? null : key.template().match(stored.s()).orElse(null);
        if (held == null) {
            return false;
        }
        var lowered = key.template().lowered();
        for (int i = 0; i < key.fields().size(); i++) {
            var field = key.fields().get(i);
            var value = held.get(i);
            var own = NestedAttributes.of(field, attributes);
            if (key.template().form(field.path()) instanceof TimeBucket bucket) {
                if (!mustAgree && own != null) {
                    var isOwn = isOf(key, field, own, value);
                    into.put(field.path(), isOwn ? own : start(field, bucket, value));
                }
                continue;
            }
            if (lowered.contains(field.path()) && own != null && !Boolean.TRUE.equals(own.nul())) {
                var isOwn =
                        own.s() != null && key.template().spelling().cased(own.s()).equals(value);
                if (!isOwn && mustAgree) {
                    return false;
                }
                value = isOwn ? own.s() : value;
            }
            if (!put(field, value, into)) {
                return false;
            }
        }
        return true;
    }

    /// Returns whether the times of the item are in the buckets that its key holds.
    private boolean agree(Key key, Map<String, AttributeValue> attributes) {
        var template = key.template();
        if (!template.hasBuckets()) {
            return true;
        }
        var stored = attributes.get(key.attribute().name());
        var held = stored == null ? null : template.match(stored.s()).orElse(null);
        if (held == null) {
            return false;
        }
        for (int i = 0; i < held.size(); i++) {
            var field = key.fields().get(i);
            var known = values.get(field.path());
            var value = known == null ? NestedAttributes.of(field, attributes) : known;
            if (template.bucketed().contains(field.path())
                    && (value == null || !isOf(key, field, value, held.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOf(Key key, KeyField field, AttributeValue own, Object held) {
        return decoded(field, own) instanceof Instant time
                && key.template().isSame(field.path(), time, held);
    }

    /// Returns a time of the bucket, for an item whose own time is in another one.
    private static AttributeValue start(KeyField field, TimeBucket bucket, Object held) {
        return ScalarEncoder.encode(field.kind(), bucket.start(held.toString()).orElseThrow());
    }

    /// Returns the fields without those of which the key holds only the lower case.
    public KeyFields exact(StoredType type) {
        var exact = new HashMap<>(values);
        exact.keySet().removeAll(type.lowered());
        return new KeyFields(exact);
    }

    /// Reads a key that is a copy of a field. It belongs to the type only if a read of the field's
    /// value would find it.
    private static boolean copied(
            KeyField field, AttributeValue stored, Map<String, AttributeValue> into) {
        if (!ScalarEncoder.isExact(field.kind(), stored)) {
            return false;
        }
        var other = into.put(field.path(), stored);
        return other == null || KeyValue.canonical(other).equals(KeyValue.canonical(stored));
    }

    /// Returns whether a key that is a copy of a field holds a value as Sluice stores it.
    static boolean isExact(Key key, AttributeValue stored) {
        return ScalarEncoder.isExact(key.fields().getFirst().kind(), stored);
    }

    /// Returns whether a key that is a copy of a field holds a value of the field, in any form.
    static boolean isValue(Key key, AttributeValue stored) {
        try {
            var _ = ScalarDecoder.decode(key.fields().getFirst().kind(), stored);
            return true;
        } catch (DecodingException _) {
            return false;
        }
    }

    /// Returns whether the field can hold the value, and the two halves of the key agree on it.
    private static boolean put(KeyField field, Object value, Map<String, AttributeValue> into) {
        AttributeValue encoded;
        try {
            encoded = ScalarEncoder.encode(field.kind(), value);
        } catch (EncodingException _) {
            return false;
        }
        var other = into.put(field.path(), encoded);
        return other == null || KeyValue.canonical(other).equals(KeyValue.canonical(encoded));
    }

    public boolean has(String field) {
        return values.containsKey(field);
    }

    /// Returns the item's attributes, with the values of key fields taken from the key.
    Map<String, AttributeValue> over(StoredType type, Map<String, AttributeValue> attributes) {
        if (values.isEmpty()) {
            return attributes;
        }
        var all = new HashMap<>(attributes);
        values.forEach((field, value) -> all.put(attribute(type, field).name(), value));
        return all;
    }

    /// Returns the fields whose attributes have other values than the key.
    ///
    /// @param keys the halves of the key
    Stream<String> differing(Stream<Key> keys, Map<String, AttributeValue> attributes) {
        return values.isEmpty()
                ? Stream.empty()
                : keys.flatMap(key -> key.fields().stream())
                        .filter(field -> differs(field, attributes))
                        .map(KeyField::path)
                        .distinct()
                        .sorted();
    }

    private boolean differs(KeyField field, Map<String, AttributeValue> attributes) {
        var held = values.get(field.path());
        var own = NestedAttributes.of(field, attributes);
        return held != null
                && own != null
                && !Boolean.TRUE.equals(own.nul())
                && !decoded(field, own).equals(decoded(field, held));
    }

    /// Returns the decoded value, or the stored one if it does not fit the field.
    private static Object decoded(KeyField field, AttributeValue stored) {
        try {
            return ScalarDecoder.decode(field.kind(), stored);
        } catch (DecodingException _) {
            return stored;
        }
    }

    private static Attribute attribute(StoredType type, String field) {
        return Objects.requireNonNull(type.shape().attribute(field), field);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.Attribute;
import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.Key;
import dev.sluice.internal.schema.ScalarKind;
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
                        && fields.agree(type, key.partition(), attributes)
                        && (sort == null || fields.agree(type, sort, attributes))
                ? fields
                : null;
    }

    /// Like `of`, if only the key is known. The times of which the key holds a bucket are unknown.
    public static @Nullable KeyFields ofKey(
            StoredType type, Map<String, AttributeValue> attributes) {
        var key = type.key();
        var sort = key.sort();
        var values = new HashMap<String, AttributeValue>();
        return read(type, key.partition(), attributes, true, values)
                        && (sort == null || read(type, sort, attributes, true, values))
                ? values.isEmpty() ? NONE : new KeyFields(values)
                : null;
    }

    /// Returns the fields of any key; none if the key is a field's own attribute, is absent, or
    /// does not match its template.
    static KeyFields of(StoredType type, Key key, Map<String, AttributeValue> attributes) {
        var values = new HashMap<String, AttributeValue>();
        return read(type, key, attributes, false, values) ? new KeyFields(values) : NONE;
    }

    /// Reads the fields of a key. If the key holds a value only in lower case, the field's own
    /// attribute has the value.
    ///
    /// @param mustAgree whether the key is not of the type if such an attribute does not agree
    private static boolean read(
            StoredType type,
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
            return copied(attribute(type, key.template().fields().getFirst()), stored, into);
        }
        var held = stored.s() == null ? null : key.template().match(stored.s()).orElse(null);
        if (held == null) {
            return false;
        }
        var fields = key.template().fields();
        var lowered = key.template().lowered();
        for (int i = 0; i < fields.size(); i++) {
            var attribute = attribute(type, fields.get(i));
            var value = held.get(i);
            var own = attributes.get(attribute.name());
            if (key.template().form(fields.get(i)) instanceof TimeBucket bucket) {
                if (!mustAgree && own != null) {
                    var isOwn = isOf(key, attribute, own, value);
                    into.put(attribute.field(), isOwn ? own : start(attribute, bucket, value));
                }
                continue;
            }
            if (lowered.contains(fields.get(i)) && own != null && !Boolean.TRUE.equals(own.nul())) {
                var isOwn =
                        own.s() != null && key.template().spelling().cased(own.s()).equals(value);
                if (!isOwn && mustAgree) {
                    return false;
                }
                value = isOwn ? own.s() : value;
            }
            if (!put(attribute, value, into)) {
                return false;
            }
        }
        return true;
    }

    /// Returns whether the times of the item are in the buckets that its key holds.
    private boolean agree(StoredType type, Key key, Map<String, AttributeValue> attributes) {
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
            var field = template.fields().get(i);
            var attribute = attribute(type, field);
            var value = values.getOrDefault(field, attributes.get(attribute.name()));
            if (template.bucketed().contains(field)
                    && (value == null || !isOf(key, attribute, value, held.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOf(Key key, Attribute attribute, AttributeValue own, Object held) {
        return decoded(attribute, own) instanceof Instant time
                && key.template().isSame(attribute.field(), time, held);
    }

    /// Returns a time of the bucket, for an item whose own time is in another one.
    private static AttributeValue start(Attribute attribute, TimeBucket bucket, Object held) {
        var start = bucket.start(held.toString()).orElseThrow();
        return attribute.type() instanceof AttributeType.Scalar(ScalarKind kind)
                ? ScalarEncoder.encode(kind, start)
                : AttributeValue.fromS(held.toString());
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
            Attribute attribute, AttributeValue stored, Map<String, AttributeValue> into) {
        if (!isExact(attribute, stored)) {
            return false;
        }
        var other = into.put(attribute.field(), stored);
        return other == null || KeyValue.canonical(other).equals(KeyValue.canonical(stored));
    }

    /// Returns whether a key that is a copy of a field holds a value as Sluice stores it.
    static boolean isExact(StoredType type, Key key, AttributeValue stored) {
        return isExact(attribute(type, key.template().fields().getFirst()), stored);
    }

    private static boolean isExact(Attribute attribute, AttributeValue stored) {
        return attribute.type() instanceof AttributeType.Scalar(ScalarKind kind)
                && ScalarEncoder.isExact(kind, stored);
    }

    /// Returns whether a key that is a copy of a field holds a value of the field, in any form.
    static boolean isValue(StoredType type, Key key, AttributeValue stored) {
        var attribute = attribute(type, key.template().fields().getFirst());
        if (!(attribute.type() instanceof AttributeType.Scalar(ScalarKind kind))) {
            return false;
        }
        try {
            var _ = ScalarDecoder.decode(kind, stored);
            return true;
        } catch (DecodingException _) {
            return false;
        }
    }

    /// Returns whether the field can hold the value, and the two halves of the key agree on it.
    private static boolean put(
            Attribute attribute, Object value, Map<String, AttributeValue> into) {
        AttributeValue encoded;
        try {
            if (!(attribute.type() instanceof AttributeType.Scalar(ScalarKind kind))) {
                return false;
            }
            encoded = ScalarEncoder.encode(kind, value);
        } catch (EncodingException _) {
            return false;
        }
        var other = into.put(attribute.field(), encoded);
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
    Stream<String> differing(StoredType type, Map<String, AttributeValue> attributes) {
        return values.isEmpty()
                ? Stream.empty()
                : values.entrySet().stream()
                        .filter(field -> {
                            var attribute = attribute(type, field.getKey());
                            var own = attributes.get(attribute.name());
                            return own != null
                                    && !Boolean.TRUE.equals(own.nul())
                                    && !decoded(attribute, own)
                                            .equals(decoded(attribute, field.getValue()));
                        })
                        .map(Map.Entry::getKey)
                        .sorted();
    }

    /// Returns the decoded value, or the stored one if it does not fit the field.
    private static Object decoded(Attribute attribute, AttributeValue stored) {
        try {
            return attribute.type() instanceof AttributeType.Scalar(ScalarKind kind)
                    ? ScalarDecoder.decode(kind, stored)
                    : stored;
        } catch (DecodingException _) {
            return stored;
        }
    }

    private static Attribute attribute(StoredType type, String field) {
        return Objects.requireNonNull(type.shape().attribute(field), field);
    }
}

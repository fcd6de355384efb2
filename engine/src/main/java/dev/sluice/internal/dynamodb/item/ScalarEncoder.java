// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.key.KeyText;
import dev.sluice.internal.schema.key.TimePrecision;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Converts Java values to stored scalars. Accepts what `ScalarDecoder` returns, and its JSON form.
/// Pure.
public final class ScalarEncoder {
    private ScalarEncoder() {}

    /// @throws IllegalArgumentException saying what is expected, if the value is not of the kind
    static AttributeValue encode(ScalarKind kind, Object value) {
        return switch (kind) {
            case STRING, ID, ENUM -> AttributeValue.fromS(text(value, "a string"));
            case DATE_TIME, DATE_TIME_SECONDS, DATE ->
                    AttributeValue.fromS(time(kind).text(inCalendar(instant(value))));
            case EPOCH_SECONDS, EPOCH_MILLISECONDS ->
                    number(time(kind).count(time(kind).truncated(inCalendar(instant(value)))));
            case INT -> number(integer(value));
            case FLOAT -> number(decimal(value, "a number"));
            case DECIMAL ->
                    number(
                            value instanceof String text
                                    ? parsed(text)
                                    : decimal(value, "a decimal number"));
            case BINARY -> AttributeValue.fromB(binary(text(value, "base64")));
            case BOOLEAN -> bool(value);
            case JSON -> json(value);
        };
    }

    /// Returns the value as a condition compares it with stored values of the kind. A value that is
    /// more precise than the kind stores is not truncated: it equals no stored value, and lies
    /// between two.
    ///
    /// @throws IllegalArgumentException as `encode`
    public static AttributeValue encodeCompared(ScalarKind kind, Object value) {
        return switch (kind) {
            case DATE_TIME, DATE_TIME_SECONDS, DATE ->
                    AttributeValue.fromS(time(kind).position(inCalendar(instant(value))));
            case EPOCH_SECONDS, EPOCH_MILLISECONDS -> number(time(kind).count(instant(value)));
            case INT -> number(decimal(value, "a number"));
            case STRING, ID, ENUM, FLOAT, DECIMAL, BINARY, BOOLEAN, JSON -> encode(kind, value);
        };
    }

    /// Returns whether the stored value is the one that Sluice stores for a value of the kind.
    static boolean isExact(ScalarKind kind, AttributeValue stored) {
        try {
            var canonical = encode(kind, ScalarDecoder.decode(kind, stored));
            return KeyValue.canonical(canonical).equals(KeyValue.canonical(stored));
        } catch (DecodingException | IllegalArgumentException _) {
            return false;
        }
    }

    /// Returns the set of these elements.
    ///
    /// @param elements at least one
    static AttributeValue encodeSet(ScalarKind kind, List<?> elements) {
        var encoded = elements.stream().map(element -> encode(kind, element)).distinct().toList();
        StoredAs type = kind.key();
        if (type == StoredAs.S) {
            return AttributeValue.fromSs(encoded.stream().map(AttributeValue::s).toList());
        }
        if (type == StoredAs.N) {
            return AttributeValue.fromNs(encoded.stream().map(AttributeValue::n).toList());
        }
        if (type == StoredAs.B) {
            return AttributeValue.fromBs(encoded.stream().map(AttributeValue::b).toList());
        }
        throw expected("elements that a set can hold");
    }

    private static String text(Object value, String expected) {
        if (value instanceof String text) {
            return text;
        }
        throw expected(expected);
    }

    private static Instant instant(Object value) {
        try {
            return value instanceof Instant instant
                    ? instant
                    : Instant.parse(text(value, "a time in RFC 3339"));
        } catch (DateTimeException e) {
            throw expected("a time in RFC 3339");
        }
    }

    private static TimePrecision time(ScalarKind kind) {
        return Objects.requireNonNull(kind.time());
    }

    private static Instant inCalendar(Instant instant) {
        if (KeyText.isInCalendar(instant)) {
            return instant;
        }
        throw expected("a time in the years 0 to 9999");
    }

    private static BigDecimal integer(Object value) {
        try {
            return BigDecimal.valueOf(decimal(value, "an integer of 32 bits").intValueExact());
        } catch (ArithmeticException e) {
            throw expected("an integer of 32 bits");
        }
    }

    private static BigDecimal decimal(Object value, String expected) {
        if (!(value instanceof Number number)) {
            throw expected(expected);
        }
        try {
            return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
        } catch (NumberFormatException e) {
            throw expected("a finite number");
        }
    }

    private static BigDecimal parsed(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw expected("a decimal number");
        }
    }

    private static AttributeValue number(BigDecimal number) {
        return DynamoNumber.text(number)
                .map(AttributeValue::fromN)
                .orElseThrow(() -> expected("a number of at most 38 digits"));
    }

    private static SdkBytes binary(String base64) {
        try {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw expected("base64");
        }
    }

    private static AttributeValue bool(Object value) {
        if (value instanceof Boolean bool) {
            return AttributeValue.fromBool(bool);
        }
        throw expected("a boolean");
    }

    private static AttributeValue json(@Nullable Object value) {
        return switch (value) {
            case null -> AttributeValue.fromNul(true);
            case String text -> AttributeValue.fromS(text);
            case Number number -> number(decimal(number, "a number"));
            case Boolean bool -> AttributeValue.fromBool(bool);
            case Instant instant ->
                    AttributeValue.fromS(TimePrecision.MILLISECONDS.text(inCalendar(instant)));
            case List<?> list ->
                    AttributeValue.fromL(list.stream().map(ScalarEncoder::json).toList());
            case Map<?, ?> map -> json(map);
            default -> throw expected("JSON");
        };
    }

    private static AttributeValue json(Map<?, ?> map) {
        var members = new LinkedHashMap<String, AttributeValue>();
        map.forEach((name, member) -> members.put(name.toString(), json(member)));
        return AttributeValue.fromM(members);
    }

    private static EncodingException expected(String expected) {
        return new EncodingException(expected);
    }
}

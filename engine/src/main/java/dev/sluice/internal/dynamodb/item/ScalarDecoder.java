// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.key.KeyText;
import dev.sluice.internal.schema.key.TimePrecision;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Converts stored scalars to Java values, as `ScalarKind` defines them. Pure.
public final class ScalarDecoder {
    private ScalarDecoder() {}

    /// @throws DecodingException if the value is not of the kind
    public static Object decode(ScalarKind kind, AttributeValue value) {
        return switch (kind) {
            case STRING, ID, ENUM -> string(value);
            case DATE_TIME, DATE_TIME_SECONDS, DATE -> instant(kind, string(value));
            case EPOCH_SECONDS, EPOCH_MILLISECONDS -> instant(kind, number(value));
            case INT -> integer(number(value));
            case FLOAT -> number(value).doubleValue();
            case DECIMAL -> number(value);
            case BINARY -> base64(value);
            case BOOLEAN -> bool(value);
            case JSON -> json(value);
        };
    }

    private static String string(AttributeValue value) {
        return required(value.s(), "a string");
    }

    private static BigDecimal number(AttributeValue value) {
        return new BigDecimal(required(value.n(), "a number"));
    }

    private static boolean bool(AttributeValue value) {
        return required(value.bool(), "a boolean");
    }

    private static String base64(AttributeValue value) {
        return base64(required(value.b(), "binary"));
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }

    private static Instant instant(ScalarKind kind, String text) {
        return inCalendar(
                time(kind)
                        .time(text)
                        .orElseThrow(() ->
                                new DecodingException(
                                        kind == ScalarKind.DATE
                                                ? "a day, as in 2026-11-20"
                                                : "a time in RFC 3339")));
    }

    private static Instant instant(ScalarKind kind, BigDecimal count) {
        try {
            return inCalendar(time(kind).after(count));
        } catch (ArithmeticException | DateTimeException e) {
            throw new DecodingException(
                    kind == ScalarKind.EPOCH_SECONDS
                            ? "a time in epoch seconds"
                            : "a time in epoch milliseconds");
        }
    }

    private static TimePrecision time(ScalarKind kind) {
        return Objects.requireNonNull(kind.time());
    }

    /// RFC 3339 has four digits for a year.
    private static Instant inCalendar(Instant instant) {
        if (!KeyText.isInCalendar(instant)) {
            throw new DecodingException("a time in the years 0 to 9999");
        }
        return instant;
    }

    private static int integer(BigDecimal number) {
        try {
            return number.intValueExact();
        } catch (ArithmeticException e) {
            throw new DecodingException("an integer of 32 bits");
        }
    }

    private static @Nullable Object jsonOrNull(AttributeValue value) {
        return Boolean.TRUE.equals(value.nul()) ? null : json(value);
    }

    private static Object json(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> new BigDecimal(value.n());
            case BOOL -> value.bool();
            case M -> json(value.m());
            case L -> json(value.l());
            case SS -> value.ss();
            case NS -> value.ns().stream().map(BigDecimal::new).toList();
            case B -> base64(value.b());
            case BS -> value.bs().stream().map(ScalarDecoder::base64).toList();
            case NUL, UNKNOWN_TO_SDK_VERSION -> throw new DecodingException("JSON");
        };
    }

    private static Map<String, @Nullable Object> json(Map<String, AttributeValue> members) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        members.forEach((name, member) -> map.put(name, jsonOrNull(member)));
        return map;
    }

    private static List<@Nullable Object> json(List<AttributeValue> elements) {
        var list = new ArrayList<@Nullable Object>(elements.size());
        elements.forEach(element -> list.add(jsonOrNull(element)));
        return list;
    }

    private static <T> T required(@Nullable T value, String expected) {
        if (value == null) {
            throw new DecodingException(expected);
        }
        return value;
    }
}

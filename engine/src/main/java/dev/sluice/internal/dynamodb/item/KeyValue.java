// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.key.KeyText;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/// Converts the values of key attributes between Java and DynamoDB. A value that no key can hold
/// becomes null.
///
/// Source: Amazon DynamoDB Developer Guide, "Quotas and limits", "Partition keys and sort keys".
public final class KeyValue {
    public static final int MAX_PARTITION_BYTES = 2_048;
    public static final int MAX_SORT_BYTES = 1_024;

    /// Smaller than the distance of any two numbers that DynamoDB can store.
    private static final BigDecimal LESS_THAN_A_STEP = BigDecimal.ONE.movePointLeft(200);

    /// DynamoDB's order of sort keys of one type.
    public static final Comparator<AttributeValue> ORDER = KeyValue::compare;

    private KeyValue() {}

    public static @Nullable AttributeValue partition(KeyAttribute attribute, Object value) {
        return encode(attribute.type(), value, MAX_PARTITION_BYTES);
    }

    public static @Nullable AttributeValue sort(KeyAttribute attribute, Object value) {
        return encode(attribute.type(), value, MAX_SORT_BYTES);
    }

    /// Returns whether the value can be compared with the keys of the attribute, even if no key can
    /// equal it.
    public static boolean hasPlace(KeyAttribute attribute, Object value) {
        return switch (attribute.type()) {
            case S -> true;
            case N -> number(value) != null;
            case B -> bytes(value) != null;
            case M, L, SS, NS, BS -> throw noKey(attribute.type());
        };
    }

    /// Returns the greatest sort key that is not above the value, or null if there is none. The
    /// value must pass `hasPlace`.
    public static @Nullable AttributeValue sortFloor(KeyAttribute attribute, Object value) {
        var exact = sort(attribute, value);
        if (exact != null) {
            return exact;
        }
        return switch (attribute.type()) {
            case S -> {
                String text = text(value);
                yield isText(text, MAX_SORT_BYTES)
                        ? AttributeValue.fromS(text)
                        : text.isEmpty() ? null : AttributeValue.fromS(KeyText.below(text));
            }
            case N -> number(DynamoNumber.floor(requiredNumber(value)));
            case B -> {
                byte[] bytes = requiredBytes(value);
                yield bytes.length == 0
                        ? null
                        : AttributeValue.fromB(
                                SdkBytes.fromByteArray(Arrays.copyOf(bytes, MAX_SORT_BYTES)));
            }
            case M, L, SS, NS, BS -> throw noKey(attribute.type());
        };
    }

    /// Returns the least sort key that is not below the value, or null if there is none. The value
    /// must pass `hasPlace`.
    public static @Nullable AttributeValue sortCeiling(KeyAttribute attribute, Object value) {
        var exact = sort(attribute, value);
        if (exact != null) {
            return exact;
        }
        return switch (attribute.type()) {
            case S -> KeyText.leastFrom(text(value)).map(AttributeValue::fromS).orElse(null);
            case N -> number(DynamoNumber.ceiling(requiredNumber(value)));
            case B -> leastFrom(requiredBytes(value));
            case M, L, SS, NS, BS -> throw noKey(attribute.type());
        };
    }

    /// Returns the least sort key above this one, or null if there is none.
    public static @Nullable AttributeValue sortAbove(AttributeValue key) {
        return switch (key.type()) {
            case S -> KeyText.above(key.s()).map(AttributeValue::fromS).orElse(null);
            case N -> number(DynamoNumber.ceiling(new BigDecimal(key.n()).add(LESS_THAN_A_STEP)));
            case B -> {
                byte[] bytes = key.b().asByteArrayUnsafe();
                yield bytes.length < MAX_SORT_BYTES
                        ? binary(Arrays.copyOf(bytes, bytes.length + 1))
                        : leastFrom(Arrays.copyOf(bytes, MAX_SORT_BYTES + 1));
            }
            default -> throw new IllegalArgumentException("a key is S, N or B");
        };
    }

    /// Returns the greatest sort key below this one, or null if there is none.
    public static @Nullable AttributeValue sortBelow(AttributeValue key) {
        return switch (key.type()) {
            case S -> {
                var below = KeyText.below(key.s());
                yield below.isEmpty() ? null : AttributeValue.fromS(below);
            }
            case N ->
                    number(DynamoNumber.floor(new BigDecimal(key.n()).subtract(LESS_THAN_A_STEP)));
            case B -> below(key.b().asByteArrayUnsafe());
            default -> throw new IllegalArgumentException("a key is S, N or B");
        };
    }

    private static @Nullable AttributeValue below(byte[] bytes) {
        int last = bytes.length - 1;
        if (bytes[last] == 0) {
            return last == 0 ? null : binary(Arrays.copyOf(bytes, last));
        }
        byte[] below = Arrays.copyOf(bytes, MAX_SORT_BYTES);
        below[last]--;
        Arrays.fill(below, bytes.length, MAX_SORT_BYTES, (byte) 0xFF);
        return binary(below);
    }

    private static AttributeValue binary(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    private static @Nullable AttributeValue number(Optional<BigDecimal> number) {
        return number.flatMap(DynamoNumber::text).map(AttributeValue::fromN).orElse(null);
    }

    /// @param bytes empty, or longer than a sort key can be
    private static @Nullable AttributeValue leastFrom(byte[] bytes) {
        if (bytes.length == 0) {
            return AttributeValue.fromB(SdkBytes.fromByteArray(new byte[1]));
        }
        int end = MAX_SORT_BYTES;
        while (end > 0 && bytes[end - 1] == (byte) 0xFF) {
            end--;
        }
        if (end == 0) {
            return null;
        }
        byte[] least = Arrays.copyOf(bytes, end);
        least[end - 1]++;
        return AttributeValue.fromB(SdkBytes.fromByteArray(least));
    }

    /// Returns whether DynamoDB accepts the stored value in a key.
    public static boolean isKey(AttributeValue value, int maxBytes) {
        return switch (value.type()) {
            case S -> isText(value.s(), maxBytes);
            case N -> true;
            case B -> {
                int bytes = value.b().asByteArrayUnsafe().length;
                yield bytes > 0 && bytes <= maxBytes;
            }
            default -> false;
        };
    }

    /// Returns the value as `ItemRequest` takes it: a `String` or a `BigDecimal`.
    static Object toJava(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> new BigDecimal(value.n());
            case B -> Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe());
            default -> throw new IllegalArgumentException("a key is S, N or B");
        };
    }

    /// Returns a value that is equal for equal keys: a number becomes its canonical text.
    public static AttributeValue canonical(AttributeValue value) {
        return value.n() == null
                ? value
                : DynamoNumber.text(new BigDecimal(value.n()))
                        .map(AttributeValue::fromN)
                        .orElse(value);
    }

    private static @Nullable AttributeValue encode(StoredAs type, Object value, int maxBytes) {
        return switch (type) {
            case S -> {
                String text = text(value);
                yield isText(text, maxBytes) ? AttributeValue.fromS(text) : null;
            }
            case N -> number(Optional.ofNullable(number(value)));
            case B -> {
                byte[] bytes = bytes(value);
                yield bytes == null || bytes.length == 0 || bytes.length > maxBytes
                        ? null
                        : AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
            }
            case M, L, SS, NS, BS -> throw noKey(type);
        };
    }

    private static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a key of type S cannot be a " + value.getClass());
    }

    private static boolean isText(String text, int maxBytes) {
        var bytes = text.length() <= maxBytes ? Utf8.length(text) : Utf8.NO_TEXT;
        return bytes > 0 && bytes <= maxBytes;
    }

    private static @Nullable BigDecimal number(Object value) {
        try {
            return new BigDecimal(value.toString());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static BigDecimal requiredNumber(Object value) {
        return Objects.requireNonNull(number(value), "a number");
    }

    private static byte[] requiredBytes(Object value) {
        return Objects.requireNonNull(bytes(value), "bytes");
    }

    private static byte @Nullable [] bytes(Object value) {
        try {
            return Base64.getDecoder().decode(value.toString());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int compare(AttributeValue left, AttributeValue right) {
        if (left.type() != right.type()) {
            throw new IllegalArgumentException("keys of two types have no order");
        }
        return switch (left.type()) {
            case S -> KeyText.compareUtf8(left.s(), right.s());
            case N -> new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()));
            case B ->
                    Arrays.compareUnsigned(
                            left.b().asByteArrayUnsafe(), right.b().asByteArrayUnsafe());
            default -> throw new IllegalArgumentException("a key is S, N or B");
        };
    }

    private static IllegalArgumentException noKey(StoredAs type) {
        return new IllegalArgumentException("no key is of type " + type);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import dev.sluice.internal.schema.DynamoDbQuotas;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// Computes the size of an item as DynamoDB bills it. The size of a number is an estimate, because
/// DynamoDB documents it only approximately.
///
/// Source: Amazon DynamoDB Developer Guide, "DynamoDB item sizes and formats".
public final class ItemSize {
    private static final int DOCUMENT_OVERHEAD = 3;
    private static final int ELEMENT_OVERHEAD = 1;
    private static final int NUMBER_OVERHEAD = 2;
    private static final int DIGITS_OF_A_BYTE = 2;

    private ItemSize() {}

    /// Returns the size in KB, rounded up.
    static int kilobytes(Map<String, AttributeValue> item) {
        return Math.ceilDiv(bytes(item), DynamoDbQuotas.BYTES_OF_A_KILOBYTE);
    }

    /// Returns whether an item is larger. Every item that is read is measured, so it looks at the
    /// characters only if a bound is too large.
    static boolean isLarger(Map<String, AttributeValue> item, int kilobytes) {
        var most = kilobytes * DynamoDbQuotas.BYTES_OF_A_KILOBYTE;
        return bound(item) > most && bytes(item) > most;
    }

    private static int bound(Map<String, AttributeValue> item) {
        var bytes = 0;
        // The SDK's maps make an object for each entry that is asked for.
        for (var name : item.keySet()) {
            bytes += Utf8.bound(name);
        }
        for (var value : item.values()) {
            bytes += bound(value);
        }
        return bytes;
    }

    /// Returns a number that is not below the size.
    private static int bound(AttributeValue value) {
        return switch (value.type()) {
            case S -> Utf8.bound(value.s());
            case N -> NUMBER_OVERHEAD + value.n().length();
            case L -> {
                var bytes = DOCUMENT_OVERHEAD;
                for (var element : value.l()) {
                    bytes += ELEMENT_OVERHEAD + bound(element);
                }
                yield bytes;
            }
            case M -> DOCUMENT_OVERHEAD + ELEMENT_OVERHEAD * value.m().size() + bound(value.m());
            case B, SS, NS, BS, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> bytes(value);
        };
    }

    public static int bytes(Map<String, AttributeValue> item) {
        var bytes = 0;
        for (var attribute : item.entrySet()) {
            bytes += length(attribute.getKey()) + bytes(attribute.getValue());
        }
        return bytes;
    }

    private static int bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> length(value.s());
            case N -> digits(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case SS -> value.ss().stream().mapToInt(ItemSize::length).sum();
            case NS -> value.ns().stream().mapToInt(ItemSize::digits).sum();
            case BS ->
                    value.bs().stream().mapToInt(bytes -> bytes.asByteArrayUnsafe().length).sum();
            case L -> DOCUMENT_OVERHEAD + elements(value.l());
            case M -> DOCUMENT_OVERHEAD + ELEMENT_OVERHEAD * value.m().size() + bytes(value.m());
            case BOOL, NUL -> 1;
            case UNKNOWN_TO_SDK_VERSION -> 0;
        };
    }

    private static int elements(List<AttributeValue> list) {
        var bytes = 0;
        for (var element : list) {
            bytes += ELEMENT_OVERHEAD + bytes(element);
        }
        return bytes;
    }

    private static int length(String text) {
        return Math.max(0, Utf8.length(text));
    }

    /// A number has one byte for two digits, paired from the decimal point, without leading and
    /// trailing zeros, and one more byte. Reads the digits where they are, because every number
    /// that is read is measured.
    private static int digits(String number) {
        int first = -1;
        int last = -1;
        int point = number.length();
        for (int i = 0; i < number.length(); i++) {
            char character = number.charAt(i);
            if (character == '.') {
                point = i;
            } else if (character > '0' && character <= '9') {
                first = first < 0 ? i : first;
                last = i;
            } else if (character == 'E' || character == 'e') {
                var trimmed = new BigDecimal(number).stripTrailingZeros();
                return paired(trimmed.precision() - trimmed.scale(), trimmed.scale());
            }
        }
        if (first < 0) {
            return paired(1, 0);
        }
        return paired(
                first < point ? point - first : point - first + 1,
                last < point ? last - point + 1 : last - point);
    }

    /// @param whole digits before the decimal point; negative for zeros behind it
    /// @param decimals digits behind the decimal point; negative for zeros before it
    private static int paired(int whole, int decimals) {
        return Math.ceilDiv(whole, DIGITS_OF_A_BYTE) + Math.ceilDiv(decimals, DIGITS_OF_A_BYTE) + 1;
    }
}

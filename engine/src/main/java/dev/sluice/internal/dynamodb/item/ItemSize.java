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
    private static final int DIGITS_OF_A_BYTE = 2;

    private ItemSize() {}

    /// Returns the size in KB, rounded up.
    static int kilobytes(Map<String, AttributeValue> item) {
        return Math.ceilDiv(bytes(item), DynamoDbQuotas.BYTES_OF_A_KILOBYTE);
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
    /// trailing zeros, and one more byte.
    private static int digits(String number) {
        var trimmed = new BigDecimal(number).stripTrailingZeros();
        var whole = Math.ceilDiv(trimmed.precision() - trimmed.scale(), DIGITS_OF_A_BYTE);
        return whole + Math.ceilDiv(trimmed.scale(), DIGITS_OF_A_BYTE) + 1;
    }
}

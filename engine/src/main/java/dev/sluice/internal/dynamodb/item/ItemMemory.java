// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Estimates how much memory an item takes up. For small values, that is much more than DynamoDB
/// bills.
public final class ItemMemory {
    /// The objects of one value: that of the SDK, its text, and its entry in a map or a list.
    static final int VALUE_BYTES = 200;

    private ItemMemory() {}

    public static long bytes(Map<String, AttributeValue> item) {
        long bytes = 0;
        // The SDK's maps make an object for each entry that is asked for.
        for (var name : item.keySet()) {
            bytes += name.length();
        }
        for (var value : item.values()) {
            bytes += bytes(value);
        }
        return bytes;
    }

    private static long bytes(AttributeValue value) {
        return VALUE_BYTES
                + switch (value.type()) {
                    case S -> value.s().length();
                    case N -> value.n().length();
                    case B -> value.b().asByteArrayUnsafe().length;
                    case SS -> texts(value.ss());
                    case NS -> texts(value.ns());
                    case BS ->
                            value.bs().stream()
                                    .mapToLong(
                                            bytes -> VALUE_BYTES + bytes.asByteArrayUnsafe().length)
                                    .sum();
                    case L -> elements(value.l());
                    case M -> bytes(value.m());
                    case BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> 0;
                };
    }

    private static long elements(List<AttributeValue> list) {
        long bytes = 0;
        for (var element : list) {
            bytes += bytes(element);
        }
        return bytes;
    }

    private static long texts(Collection<String> texts) {
        return texts.stream().mapToLong(text -> VALUE_BYTES + text.length()).sum();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Collectors;

/// Compares stored values as DynamoDB does: a set has no order, and `1.0` is `1`.
final class ComparedValue {
    private ComparedValue() {}

    static boolean equal(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
        return of(one).equals(of(other));
    }

    static boolean equal(AttributeValue one, AttributeValue other) {
        return of(one).equals(of(other));
    }

    private static Map<String, Object> of(Map<String, AttributeValue> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> of(each.getValue())));
    }

    private static Object of(AttributeValue value) {
        return switch (value.type()) {
            case N -> number(value.n());
            case NS ->
                    value.ns().stream()
                            .map(ComparedValue::number)
                            .collect(Collectors.toUnmodifiableSet());
            case SS -> new HashSet<>(value.ss());
            case BS -> new HashSet<>(value.bs());
            case L -> value.l().stream().map(ComparedValue::of).toList();
            case M -> of(value.m());
            case S, B, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> value;
        };
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text).stripTrailingZeros();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.expression;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.Map;

/// The range that an attribute of type `Int` must be in before an addition, so that it is still an
/// `Int` afterwards. DynamoDB would count beyond it, and the field could no longer be read.
///
/// @param least inclusive
/// @param most inclusive
public record IntRange(String attribute, BigDecimal least, BigDecimal most) {
    private static final BigDecimal SMALLEST = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Integer.MAX_VALUE);

    static IntRange forAdding(String attribute, BigDecimal added) {
        return new IntRange(attribute, SMALLEST.subtract(added), LARGEST.subtract(added));
    }

    /// Returns whether the attribute has room for the addition; true if it is absent.
    public boolean admits(Map<String, AttributeValue> item) {
        var value = item.get(attribute);
        if (value == null || value.n() == null) {
            return true;
        }
        var number = new BigDecimal(value.n());
        return least.compareTo(number) <= 0 && number.compareTo(most) <= 0;
    }

    /// An absent attribute becomes what is added.
    public String condition(Placeholders placeholders) {
        var name = placeholders.name(attribute);
        return "(attribute_not_exists(%s) OR %s BETWEEN %s AND %s)"
                .formatted(
                        name,
                        name,
                        placeholders.value(number(least)),
                        placeholders.value(number(most)));
    }

    private static AttributeValue number(BigDecimal number) {
        return AttributeValue.fromN(number.toPlainString());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.item;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/// Converts numbers to DynamoDB's: 38 significant digits, from 1E-130 to 9.99E+125 and their
/// negatives, and zero.
///
/// Source: Amazon DynamoDB Developer Guide, "Data types", "Number".
final class DynamoNumber {
    private static final int DIGITS = 38;
    private static final int LARGEST_EXPONENT = 125;
    private static final int SMALLEST_EXPONENT = -130;
    private static final BigDecimal SMALLEST = BigDecimal.ONE.scaleByPowerOfTen(SMALLEST_EXPONENT);
    private static final BigDecimal LARGEST =
            BigDecimal.ONE
                    .subtract(BigDecimal.ONE.scaleByPowerOfTen(-DIGITS))
                    .scaleByPowerOfTen(LARGEST_EXPONENT + 1);

    private DynamoNumber() {}

    /// Returns the canonical text of a number, without trailing zeros, or empty if DynamoDB cannot
    /// store it.
    static Optional<String> text(BigDecimal number) {
        return fits(number)
                ? Optional.of(number.stripTrailingZeros().toPlainString())
                : Optional.empty();
    }

    /// Returns the greatest number, not above this one, that DynamoDB can store.
    static Optional<BigDecimal> floor(BigDecimal number) {
        if (fits(number)) {
            return Optional.of(number);
        }
        if (number.compareTo(LARGEST) > 0) {
            return Optional.of(LARGEST);
        }
        if (number.compareTo(LARGEST.negate()) < 0) {
            return Optional.empty();
        }
        if (number.abs().compareTo(SMALLEST) < 0) {
            return Optional.of(number.signum() > 0 ? BigDecimal.ZERO : SMALLEST.negate());
        }
        return Optional.of(number.round(new MathContext(DIGITS, RoundingMode.FLOOR)));
    }

    /// Returns the least number, not below this one, that DynamoDB can store.
    static Optional<BigDecimal> ceiling(BigDecimal number) {
        return floor(number.negate()).map(BigDecimal::negate);
    }

    private static boolean fits(BigDecimal number) {
        if (number.signum() == 0) {
            return true;
        }
        var plain = number.stripTrailingZeros();
        int exponent = plain.precision() - plain.scale() - 1;
        return plain.precision() <= DIGITS
                && exponent >= SMALLEST_EXPONENT
                && exponent <= LARGEST_EXPONENT;
    }
}

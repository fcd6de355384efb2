// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import java.math.BigDecimal;

/// Tells numbers that are times of this century from other numbers.
final class EpochTime {
    private static final BigDecimal SECONDS_2001 = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal SECONDS_2100 = BigDecimal.valueOf(4_200_000_000L);
    private static final int DIGITS_OF_A_THOUSAND = 3;

    private EpochTime() {}

    static boolean isSecond(BigDecimal number) {
        return isWhole(number)
                && number.compareTo(SECONDS_2001) >= 0
                && number.compareTo(SECONDS_2100) < 0;
    }

    static boolean isMillisecond(BigDecimal number) {
        var seconds = number.movePointLeft(DIGITS_OF_A_THOUSAND);
        return isWhole(number)
                && seconds.compareTo(SECONDS_2001) >= 0
                && seconds.compareTo(SECONDS_2100) < 0;
    }

    static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }
}

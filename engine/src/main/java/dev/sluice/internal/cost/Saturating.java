// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

/// Arithmetic on amounts that are not negative. It stops at the largest `long` instead of
/// overflowing.
public final class Saturating {
    private Saturating() {}

    public static long plus(long left, long right) {
        long sum = left + right;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    public static long times(long left, long right) {
        return Math.multiplyHigh(left, right) != 0 || left * right < 0
                ? Long.MAX_VALUE
                : left * right;
    }

    /// Returns the quotient, rounded up.
    static long divided(long amount, long divisor) {
        return amount / divisor + (amount % divisor == 0 ? 0 : 1);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.wording;

/// A number of things, such as `1 item` or `2,500 items`.
public final class Quantity {
    private Quantity() {}

    /// Returns the number with its noun.
    ///
    /// @param noun the name of one thing, whose plural ends with an `s`
    public static String of(long number, String noun) {
        return "%,d %s".formatted(number, number == 1 ? noun : noun + "s");
    }
}

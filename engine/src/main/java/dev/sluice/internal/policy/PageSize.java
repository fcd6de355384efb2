// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Checks the page size that a client asks for.
public final class PageSize {
    private PageSize() {}

    /// Returns the page size.
    ///
    /// @param argument `first` or `last`
    /// @param given its value, an `Integer`
    /// @param maximum the field's `maxItems`
    /// @throws Refusal BAD_USER_INPUT that names the cap
    public static int checked(String argument, @Nullable Object given, int maximum) {
        if (!(given instanceof Integer size) || size < 1 || size > maximum) {
            throw new Refusal(
                    Reason.PAGE_SIZE_OUT_OF_RANGE,
                    Map.of(
                            Parameter.ARGUMENT,
                            argument,
                            Parameter.MINIMUM,
                            1,
                            Parameter.MAXIMUM,
                            maximum));
        }
        return size;
    }
}

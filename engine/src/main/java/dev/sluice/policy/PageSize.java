// SPDX-License-Identifier: Apache-2.0
package dev.sluice.policy;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Decides how large a page a client may ask for.
public final class PageSize {
    private PageSize() {}

    /// @param first the argument, an `Integer`
    /// @param maximum the field's `maxItems`
    /// @throws Refusal BAD_USER_INPUT that names the cap
    public static void check(@Nullable Object first, int maximum) {
        if (!(first instanceof Integer size) || size < 1 || size > maximum) {
            throw new Refusal(
                    ErrorCode.BAD_USER_INPUT,
                    "A page's size is out of range.",
                    Map.of("argument", "first", "minimum", 1, "maximum", maximum));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.adopt;

import org.jspecify.annotations.Nullable;

/// The values in parts of keys.
final class Parts {
    private Parts() {}

    /// Returns the value in a part of a key, or null if the part is a fixed text.
    ///
    /// @param shape with `*` for the value
    static @Nullable String value(String shape, String part) {
        var before = shape.indexOf(KeyShapes.VALUE);
        return before < 0
                ? null
                : part.substring(before, part.length() - (shape.length() - before - 1));
    }
}

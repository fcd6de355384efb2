// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import dev.sluice.resolver.Values;

/// Counts the words of a note.
final class Words {
    private Words() {}

    /// @param note has what `needs` names in the schema
    static int of(Values note) {
        var text = note.string("text").strip();
        return text.isEmpty() ? 0 : text.split("\\s+").length;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import dev.sluice.function.schema.Note;

/// Counts the words of a note.
final class Words {
    private Words() {}

    /// @param note what `needs` names in the schema
    static int of(Note.ForWords note) {
        var text = note.text().strip();
        return text.isEmpty() ? 0 : text.split("\\s+").length;
    }
}

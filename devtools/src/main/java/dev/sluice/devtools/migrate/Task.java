// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.migrate;

/// What a migration does with the items of a table.
public enum Task {
    /// Changes attributes where they are.
    CHANGE("to change", "changed"),
    /// Copies items to another key or table.
    COPY("to copy", "copied"),
    /// Removes items that were copied.
    REMOVE("to remove", "removed");

    private final String planned;
    private final String done;

    Task(String planned, String done) {
        this.planned = planned;
        this.done = done;
    }

    /// Returns the words behind a number of items.
    ///
    /// @param writes whether the items were written, or would be
    public String words(boolean writes) {
        return writes ? done : planned;
    }
}

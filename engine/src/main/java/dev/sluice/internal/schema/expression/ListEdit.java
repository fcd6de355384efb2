// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.expression;

import java.util.Arrays;
import java.util.Optional;

/// How an expression changes one object of a list of objects that differ in one field.
public enum ListEdit {
    /// Adds an object at the end. The list must have no such object.
    ADD,
    /// Replaces the object, or adds it at the end.
    PUT,
    /// Changes fields of an object that the list must have.
    UPDATE,
    /// Removes an object that the list must have.
    REMOVE;

    /// Returns the name of the function, such as `list_put`.
    public String function() {
        return switch (this) {
            case ADD -> "list_add";
            case PUT -> "list_put";
            case UPDATE -> "list_update";
            case REMOVE -> "list_remove";
        };
    }

    static Optional<ListEdit> of(String function) {
        return Arrays.stream(values()).filter(edit -> edit.function().equals(function)).findFirst();
    }

    /// Returns whether some lists cannot be changed in this way.
    public boolean canFail() {
        return this != PUT;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import graphql.GraphQLError;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/// Reports that a document cannot be parsed, or does not fit the schema.
public final class InvalidDocumentException extends Exception {
    @Serial private static final long serialVersionUID = 1L;
    private final transient List<GraphQLError> errors;

    InvalidDocumentException(List<GraphQLError> errors) {
        super(null, null, false, false);
        this.errors = List.copyOf(errors);
    }

    public List<GraphQLError> errors() {
        return errors;
    }

    /// Returns the first few faults. Their messages are for the document's author and can quote the
    /// document.
    public List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        for (var error : errors) {
            var at = error.getLocations();
            faults.add(
                    at == null || at.isEmpty()
                            ? new Fault(1, 1, error.getMessage())
                            : new Fault(
                                    at.getFirst().getLine(),
                                    at.getFirst().getColumn(),
                                    error.getMessage()));
        }
        return List.copyOf(faults);
    }

    /// @param line from 1
    /// @param column from 1
    public record Fault(int line, int column, String message) {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// Reports an invalid schema, which must not start. Contains every problem of the file, in the
/// order of the file.
public final class InvalidSchemaException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidSchemaException(List<Problem> problems) {
        super(problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
    }

    /// Returns the problems, at least one, in the order of the file.
    public List<Problem> problems() {
        return problems;
    }
}

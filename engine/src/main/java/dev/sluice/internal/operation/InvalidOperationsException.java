// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.operation;

import dev.sluice.internal.schema.Problem;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// Reports operations that cannot be trusted. It has every problem, in the order of the files.
public final class InvalidOperationsException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidOperationsException(List<Problem> problems) {
        super(problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().toList();
    }

    /// Returns at least one problem.
    public List<Problem> problems() {
        return problems;
    }
}

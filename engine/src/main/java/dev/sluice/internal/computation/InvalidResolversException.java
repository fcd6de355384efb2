// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.computation;

import java.io.Serial;
import java.util.List;

/// Reports that the Java resolvers differ from the ones that the schema names. It has every
/// problem.
public final class InvalidResolversException extends IllegalArgumentException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidResolversException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /// Returns at least one problem, each with what its author needs to fix it.
    public List<String> problems() {
        return problems;
    }
}
